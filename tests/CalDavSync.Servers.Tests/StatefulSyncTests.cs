using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

[Collection(ServerCollection.Name)]
public sealed class StatefulSyncTests : IDisposable
{
    private readonly SharedCalendars _calendars;
    private readonly string _state = Directory.CreateTempSubdirectory("caldavsync-state-").FullName;

    public StatefulSyncTests(SharedCalendars calendars) => _calendars = calendars;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task The_records_of_all_runs_add_up_to_the_server(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        using EngineSession session = await EngineSession.OpenAsync(calendar, client.Server.User, client.Server.Password, Cancellation);
        var mirror = new Mirror(calendar);
        var edits = new RandomEdits(client, calendar, seed: 6578);

        CalDavSyncToken first = await RunAsync(session, mirror, withContent: true);
        Assert.True(first.Added >= 900, $"{first.Added} added");
        await mirror.AssertEqualsAsync(client, Cancellation);
        for (int round = 0; round < 3; round++)
        {
            await edits.RoundAsync(Cancellation);
            CalDavSyncToken run = await RunAsync(session, mirror, withContent: true);
            Assert.True(run.Changed >= 5, $"{run.Changed} changed");
            await mirror.AssertEqualsAsync(client, Cancellation);
        }

        CalDavSyncToken quiet = await RunAsync(session, mirror, withContent: true);
        await mirror.AssertEqualsAsync(client, Cancellation, texts: int.MaxValue);
        Assert.Equal((0, 0, 0, 0), (quiet.Added, quiet.Changed, quiet.Deleted, quiet.Failed));
    }

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task Without_bodies_addresses_and_entity_tags_add_up_and_no_change_is_one_request(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        using EngineSession session = await EngineSession.OpenAsync(calendar, client.Server.User, client.Server.Password, Cancellation);
        var mirror = new Mirror(calendar);

        await RunAsync(session, mirror, withContent: false);
        await new RandomEdits(client, calendar, seed: 4791).RoundAsync(Cancellation);
        await RunAsync(session, mirror, withContent: false);
        await mirror.AssertEqualsAsync(client, Cancellation);
        CalDavSyncToken quiet = await RunAsync(session, mirror, withContent: false);
        Assert.Equal((0, 0, 0), (quiet.Added, quiet.Changed, quiet.Deleted));
        // Tokens in whole seconds need a look back, and a server without tags or tokens a listing; the others know at once.
        if (name is "radicale" or "xandikos" or "cyrus") Assert.Equal(1, quiet.Requests);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private async Task<CalDavSyncToken> RunAsync(EngineSession session, Mirror mirror, bool withContent)
    {
        var observer = new CollectingObserver();
        var request = new SyncRequest(session.Calendar) { StatePath = _state, IncludeContent = withContent };
        CalDavSyncToken token = await session.RunAsync(request, observer, Cancellation);
        mirror.Apply(observer.Records);
        Assert.Same(observer.Records.Last(), token);
        return token;
    }
}
