using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>The same edits give the same exact records on every server the sandbox can imitate.</summary>
public class ProfileTests
{
    public static TheoryData<string, bool> Profiles()
    {
        var data = new TheoryData<string, bool>();
        foreach (SandboxProfile profile in SandboxProfiles.All)
        {
            data.Add(profile.Name, false);
            data.Add(profile.Name, true);
        }

        return data;
    }

    /// <summary>Quirks that hide something from every client for a while; each has a test of its own below or in the wire tests.</summary>
    private static readonly Dictionary<string, string> Hidden = new()
    {
        ["ForgetsSomeChanges"] = "only a verification finds what the change list forgets",
        ["ForbiddenMemberRows"] = "members the user may not see stay unseen",
        ["ETagUnchangedOnEdit"] = "only comparing texts finds an edit without a new entity tag",
        ["StaleETagAfterPut"] = "the change shows its new entity tag only seconds later",
        ["FreshItemsAre404"] = "the items can be read only seconds later",
        ["RefusesEveryToken"] = "every run is a resync",
        ["ETagChurn"] = "without texts a new entity tag is all there is to see",
    };

    public static TheoryData<string, bool> Quirks()
    {
        var data = new TheoryData<string, bool>();
        foreach (SandboxQuirk quirk in SandboxQuirks.All)
        {
            if (!Hidden.ContainsKey(quirk.Name)) data.Add(quirk.Name, false);
            if (!Hidden.ContainsKey(quirk.Name) || quirk.Name == "ETagChurn") data.Add(quirk.Name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public Task Every_profile_gives_exact_records(string profile, bool withText) =>
        RunAsync(new SandboxOptions { Seed = 30, Profile = profile, Clock = new ManualSandboxClock() }, withText);

    [Theory]
    [MemberData(nameof(Quirks))]
    public Task Every_single_quirk_gives_exact_records(string quirk, bool withText) =>
        RunAsync(new SandboxOptions { Seed = 30, Quirks = [quirk], Clock = new ManualSandboxClock() }, withText);

    /// <summary>Quirks that show a change only minutes later: the test waits on the sandbox's clock.</summary>
    private static readonly HashSet<string> Lagging = ["RecentChangesHidden", "StaleListing", "StaleETagAfterPut", "CTagLags"];

    private static async Task RunAsync(SandboxOptions options, bool withText)
    {
        using var server = SandboxServer.Start(options);
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        var clock = (ManualSandboxClock)server.Clock;
        bool Has(string quirk) => server.Quirks.Any(candidate => candidate.Name == quirk);
        SyncRequest Request(CalDavCalendar calendar) =>
            new(calendar) { StatePath = mirror.Folder, IncludeContent = withText, Verify = Has("ForgetsSomeChanges") };
        async Task<(int Added, int Changed, int Deleted, int Failed)> SyncAsync()
        {
            if (server.Quirks.Any(quirk => Lagging.Contains(quirk.Name))) clock.Advance(System.TimeSpan.FromMinutes(5));
            CalDavSyncToken token = await mirror.SyncAsync(Request);
            return (token.Added, token.Changed, token.Deleted, token.Failed);
        }

        Assert.Equal((30, 0, 0, 0), await SyncAsync());
        mirror.AssertEqualsServer();

        Assert.Equal((0, 0, 0, 0), await SyncAsync());
        Assert.DoesNotContain(mirror.Observer.Records, record => record.Kind != CalDavRecordKind.Token);
        Assert.True(mirror.Token!.Mode == CalDavSyncMode.Unchanged || Has("RefusesEveryToken"), mirror.Token.Mode.ToString());

        Edit(server, 1);
        Assert.Equal((2, 1, 2, 0), await SyncAsync());
        mirror.AssertEqualsServer();

        clock.Advance(System.TimeSpan.FromMinutes(5));
        Edit(server, 2);
        Assert.Equal((2, 1, 2, 0), await SyncAsync());
        mirror.AssertEqualsServer();

        server.Calendar.InvalidateTokens();
        Edit(server, 3);
        if (server.Quirks.Any(quirk => Lagging.Contains(quirk.Name))) clock.Advance(System.TimeSpan.FromMinutes(5));
        CalDavSyncToken last = await mirror.SyncAsync(calendar => new SyncRequest(calendar) { StatePath = mirror.Folder, IncludeContent = withText, Verify = true });
        Assert.Equal((2, 1, 2, 0), (last.Added, last.Changed, last.Deleted, last.Failed));
        mirror.AssertEqualsServer();
    }

    // Adds one, changes one, deletes one, moves one: two additions, one change, two deletions.
    private static void Edit(SandboxServer server, int round)
    {
        List<string> names = server.Calendar.Items.Keys.Order(System.StringComparer.Ordinal).Take(4).ToList();
        server.Calendar.Put($"new-{round}.ics", EventText.Of($"new-{round}", "New"));
        server.Calendar.Put(names[0], EventText.Of("changed-" + round, "Changed in round " + round));
        server.Calendar.Delete(names[1]);
        server.Calendar.Move(names[2], $"moved-{round}.ics");
    }
}
