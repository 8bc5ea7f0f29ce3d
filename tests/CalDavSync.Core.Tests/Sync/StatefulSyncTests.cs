using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>The sync contract of design section 5 on a well-behaved server.</summary>
public class StatefulSyncTests
{

    [Fact]
    public async Task First_no_change_and_incremental_runs_cost_what_they_should()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 120 });
        using var mirror = new Mirror(server);

        CalDavSyncToken first = await mirror.SyncAsync();
        Assert.Equal((CalDavSyncMode.Initial, 120, 1), (first.Mode, first.Added, first.Requests));
        mirror.AssertEqualsServer();

        CalDavSyncToken same = await mirror.SyncAsync();
        Assert.Equal((CalDavSyncMode.Unchanged, 0, 1), (same.Mode, same.Added + same.Changed + same.Deleted, same.Requests));
        Assert.Equal(first.SyncToken, same.PreviousToken);

        server.Calendar.Put("new.ics", EventText.Of("new", "New"));
        server.Calendar.Delete(server.Calendar.Items.Keys.First(name => name != "new.ics"));
        CalDavSyncToken changed = await mirror.SyncAsync();
        Assert.Equal((CalDavSyncMode.Incremental, 1, 0, 1, 1), (changed.Mode, changed.Added, changed.Changed, changed.Deleted, changed.Requests));
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task Texts_come_with_one_query_first_and_with_multigets_later()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 250 });
        using var mirror = new Mirror(server);

        CalDavSyncToken first = await mirror.SyncAsync(mirror.WithText);
        Assert.Equal((250, 2), (first.Added, first.Requests));
        Assert.All(mirror.Observer.Records.OfType<CalDavChange>(), change => Assert.Equal(server.Calendar.Items[change.Href!.Split('/').Last()].Text, change.Content));

        for (int i = 0; i < 25; i++) server.Calendar.Put($"n{i}.ics", EventText.Of($"n{i}", "New"));
        CalDavSyncToken second = await mirror.SyncAsync(calendar => new SyncRequest(calendar) { StatePath = mirror.Folder, IncludeContent = true, BatchSize = 10 });
        Assert.Equal((25, 1 + 3), (second.Added, second.Requests));
        Assert.All(mirror.Observer.Records.OfType<CalDavChange>(), change => Assert.Equal("New", change.Summary));
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task A_consumer_that_goes_away_gets_everything_again()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 40 });
        using var mirror = new Mirror(server);

        await Assert.ThrowsAnyAsync<System.OperationCanceledException>(() => mirror.SyncAsync(observer: new RecordingObserver { BreakAfter = 7 }));
        CalDavSyncToken again = await mirror.SyncAsync();

        Assert.Equal(40, again.Added);
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task A_first_sync_over_pages_goes_on_where_it_stopped()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 100, PageSize = 30 });
        using var mirror = new Mirror(server);

        await Assert.ThrowsAnyAsync<System.OperationCanceledException>(() => mirror.SyncAsync(observer: new RecordingObserver { BreakAfter = 45 }));
        CalDavSyncToken again = await mirror.SyncAsync();

        Assert.Equal((CalDavSyncMode.Initial, 70), (again.Mode, again.Added));
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task A_rejected_token_brings_only_the_real_differences()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 50 });
        using var mirror = new Mirror(server);
        await mirror.SyncAsync();
        server.Calendar.Delete(server.Calendar.Items.Keys.First());
        server.Calendar.Put("new.ics", EventText.Of("new", "New"));
        server.Calendar.InvalidateTokens();

        CalDavSyncToken token = await mirror.SyncAsync();

        Assert.Equal((CalDavSyncMode.Resync, 1, 0, 1, 49), (token.Mode, token.Added, token.Changed, token.Deleted, token.Unchanged));
        Assert.Single(mirror.Log.Warnings, warning => warning.Cause == "tokenRejected");
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task A_listing_that_lost_everything_stops_before_anything_is_deleted()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 12 });
        using var mirror = new Mirror(server);
        await mirror.SyncAsync();
        foreach (string name in server.Calendar.Items.Keys.ToArray()) server.Calendar.Delete(name);
        server.Calendar.InvalidateTokens();

        await Assert.ThrowsAsync<CalDavSync.Errors.MassDeletionException>(() => mirror.SyncAsync());
        Assert.Empty(mirror.Observer.Records);

        CalDavSyncToken forced = await mirror.SyncAsync(calendar => new SyncRequest(calendar) { StatePath = mirror.Folder, Force = true });
        Assert.Equal(12, forced.Deleted);
        mirror.AssertEqualsServer();
    }
}
