using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>
/// The engine against what seven real servers answered. tests/servers/record records anew; then the same scenarios run against the servers
/// themselves.
/// </summary>
public class RecordedServerTests
{
    private static readonly string[] Twelve = Enumerable.Range(1, 12).Select(i => $"item-{i:00}").ToArray();

    private static string All => string.Join(" ", Twelve.Select(name => "+" + name));

    public static TheoryData<string> Servers => ["radicale", "xandikos", "cyrus", "davical", "sogo", "sabredav18", "calypso"];

    /// <summary>Servers that take the names and the MKCALENDAR of a client; Calypso does neither.</summary>
    public static TheoryData<string> Obedient => [.. Servers.Select(row => row.Data).Where(name => name != "calypso")];

    private static bool Syncs(string server) => server is not ("sabredav18" or "calypso");

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Everyday(string server)
    {
        await using var stage = new Stage(server, "everyday");
        await BeginAsync(stage, Twelve);
        Assert.Equal(Syncs(server), stage.Calendar.SupportsSync);
        Assert.Equal(server switch { "sabredav18" => null, "davical" => "DAViCal", "sogo" => "SOGo", _ => char.ToUpperInvariant(server[0]) + server[1..] }, stage.Connection.ServerProfile);

        CalDavSyncToken first = await stage.RunAsync("first sync", All);
        Assert.Equal((CalDavSyncMode.Initial, Syncs(server) ? CalDavSyncStrategy.SyncCollection : CalDavSyncStrategy.Listing), (first.Mode, first.Strategy));
        // Where times are tokens, the items of the token's second come again once, and their texts decide.
        Assert.Equal(server == "sogo" ? 2 : 1, (await stage.RunAsync("nothing changed", "")).Requests);

        await stage.PutAsync("Added", "item-13");
        await stage.PutAsync("Changed", "item-02");
        await stage.DeleteAsync("item-01");
        await stage.RunAsync("one added, one changed, one deleted", "+item-13 ~item-02 -item-01");
        Assert.Equal(server == "sogo" ? 2 : 1, (await stage.RunAsync("nothing changed since", "")).Requests);
        Assert.Empty(stage.Log.Warnings);

        await stage.PutAsync("Added", "item-14", "item-15", "item-16");
        stage.DeleteBeforeTexts("item-15");
        await stage.RunAsync("one added item gone before it is read", "+item-14 +item-16", Listed);
        Assert.Empty(stage.Observer.Failures);
        await stage.RunAsync("after that", "");
        stage.End();
    }

    [Theory]
    [MemberData(nameof(Obedient))]
    public async Task A_token_the_server_does_not_know(string server)
    {
        await using var stage = new Stage(server, "unknown-token");
        await BeginAsync(stage, Twelve);
        await stage.RunAsync("first sync", All, WithoutTexts);
        await stage.PutAsync("Added", "item-13");
        await stage.PutAsync("Changed", "item-02");
        await stage.DeleteAsync("item-01");
        stage.SpoilTokens(true);
        CalDavSyncToken resync = await stage.RunAsync("with a token the server does not know", "+item-13 ~item-02 -item-01", WithoutTexts);
        if (server is "radicale" or "xandikos" or "cyrus") Assert.Equal(CalDavSyncMode.Resync, resync.Mode);
        stage.SpoilTokens(false);
        await stage.RunAsync("nothing changed since", "", WithoutTexts);

        if (server is "radicale" or "xandikos" or "cyrus")
        {
            await Assert.ThrowsAsync<SyncTokenRejectedException>(() =>
                stage.SyncAsync("stateless, with a token the server does not know", request => new SyncRequest(request.Calendar) { SyncToken = "urn:unknown" }));
        }

        stage.End();
    }

    [Theory]
    [MemberData(nameof(Obedient))]
    public async Task Names_and_lives_of_items(string server)
    {
        // Underscores stand for spaces here; a colon in a name is read as a scheme by careless clients, a plus as a space.
        await using var stage = new Stage(server, "names");
        await BeginAsync(stage, ["with space", "ümlaut", "plus+sign", "at@sign", "co:lon"]);
        await stage.RunAsync("first sync", "+with_space +ümlaut +plus+sign +at@sign +co:lon");
        await stage.PutAsync("Changed", "with space", "ümlaut", "plus+sign", "at@sign", "co:lon");
        await stage.RunAsync("all changed", "~with_space ~ümlaut ~plus+sign ~at@sign ~co:lon");

        await stage.DeleteAsync("ümlaut");
        await stage.PutAsync("Made again", "ümlaut");
        await stage.RunAsync("one deleted and made again", "~ümlaut");

        await stage.PutAsync("Short-lived", "fleeting");
        await stage.DeleteAsync("fleeting");
        await stage.RunAsync("one added and deleted in between", "");

        await stage.DeleteAsync("with space", "plus+sign", "at@sign", "co:lon");
        await stage.RunAsync("all but one deleted", "-with_space -plus+sign -at@sign -co:lon");
        stage.End();
    }

    [Theory]
    [MemberData(nameof(Obedient))]
    public async Task Pages_of_five(string server)
    {
        await using var stage = new Stage(server, "pages");
        await BeginAsync(stage, Twelve);
        await stage.RunAsync("first sync", All, InPages);
        await stage.PutAsync("Changed", Twelve[..7]);
        await stage.DeleteAsync("item-12");
        await stage.RunAsync("seven changed, one deleted", string.Join(" ", Twelve[..7].Select(name => "~" + name)) + " -item-12", InPages);
        stage.End();

        static SyncRequest InPages(SyncRequest request) =>
            new(request.Calendar) { StatePath = request.StatePath, ThrottleLimit = 1, PageSize = 5 };
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Without_a_state(string server)
    {
        await using var stage = new Stage(server, "stateless");
        await BeginAsync(stage, Twelve);
        await stage.DeleteAsync("item-11", "item-12");
        string token = (await stage.RunAsync("from the beginning", string.Join(" ", Twelve[..10].Select(name => "+" + name)), With(""))).SyncToken!;
        await stage.PutAsync("Changed", "item-02");
        await stage.DeleteAsync("item-01");
        // Without a memory nobody can tell that SOGo names what was deleted in the token's second again.
        string again = server == "sogo" ? " -item-11 -item-12" : "";
        await stage.RunAsync("one changed, one deleted", "~item-02 -item-01" + again, With(token));
        stage.End();

        static Func<SyncRequest, SyncRequest> With(string token) => request => new SyncRequest(request.Calendar) { SyncToken = token, ThrottleLimit = 1 };
    }

    [Theory]
    [MemberData(nameof(Obedient))]
    public async Task A_small_calendar_made_again(string server)
    {
        await using var stage = new Stage(server, "made-again");
        await BeginAsync(stage, ["old-1", "old-2", "old-3", "both"]);
        await stage.RunAsync("first sync", "+old-1 +old-2 +old-3 +both");
        await stage.MakeAgainAsync();
        await stage.PutAsync("In the new calendar", "new-1", "both");
        await stage.ListCalendarsAsync();
        if (server == "sogo")
        {
            // SOGo accepts the time as a token of the new calendar, and nothing there tells it from the old one: docs/servers.md.
            await stage.SyncAsync("after the calendar was made again");
            Assert.Equal((1, 1, 0), (stage.Last.Added, stage.Last.Changed, stage.Last.Deleted));
            await stage.RunAsync("verified", "-old-1 -old-2 -old-3", request => Verified(request));
        }
        else
        {
            await stage.RunAsync("after the calendar was made again", "+new-1 ~both -old-1 -old-2 -old-3");
        }

        stage.End();
    }

    // Some servers give texts together with changes; after a listing they are always asked for by multiget.
    private static SyncRequest Listed(SyncRequest request) =>
        new(request.Calendar) { StatePath = request.StatePath, IncludeContent = true, ThrottleLimit = 1, Strategy = CalDavSyncStrategy.Listing };

    private static SyncRequest WithoutTexts(SyncRequest request) => new(request.Calendar) { StatePath = request.StatePath, ThrottleLimit = 1 };

    private static SyncRequest Verified(SyncRequest request) => new(request.Calendar) { StatePath = request.StatePath, IncludeContent = true, ThrottleLimit = 1, Verify = true };

    private static async Task BeginAsync(Stage stage, string[] names)
    {
        await stage.MakeAgainAsync();
        await stage.PutAsync("First", names);
        await stage.ConnectAsync();
    }
}
