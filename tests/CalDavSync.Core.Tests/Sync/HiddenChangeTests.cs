using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Servers that hide changes for a while: the change is reported as soon as it can be seen, and never lost.</summary>
public class HiddenChangeTests
{
    [Fact]
    public async Task Q26_Verify_finds_what_the_change_list_forgets()
    {
        using SandboxServer server = Start("ForgetsSomeChanges");
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        await mirror.SyncAsync();
        foreach (string name in server.Calendar.Items.Keys.Take(9).ToList()) server.Calendar.Delete(name);

        CalDavSyncToken token = await mirror.SyncAsync(calendar => new SyncRequest(calendar) { StatePath = mirror.Folder, Verify = true });

        Assert.Equal(9, token.Deleted);
        Assert.InRange(token.Repaired, 1, 8);
        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task Q165_items_that_cannot_be_read_yet_come_with_a_later_run()
    {
        using SandboxServer server = Start("FreshItemsAre404");
        var clock = (ManualSandboxClock)server.Clock;
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        clock.Advance(TimeSpan.FromMinutes(1));
        await mirror.SyncAsync(mirror.WithText);
        server.Calendar.Put("new.ics", EventText.Of("new", "New"));

        CalDavSyncToken tooEarly = await mirror.SyncAsync(mirror.WithText);
        Assert.Equal(0, tooEarly.Added);
        clock.Advance(TimeSpan.FromMinutes(1));
        CalDavSyncToken later = await mirror.SyncAsync(mirror.WithText);

        Assert.Equal(1, later.Added);
        mirror.AssertEqualsServer();
        Assert.Equal((0, 1), ((await mirror.SyncAsync(mirror.WithText)).Added, mirror.Token!.Requests));
    }

    [Fact]
    public async Task Q95_comparing_texts_finds_an_edit_without_a_new_entity_tag()
    {
        using SandboxServer server = Start("ETagUnchangedOnEdit");
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        SyncRequest Request(CalDavCalendar calendar) => new(calendar) { StatePath = mirror.Folder, Strategy = CalDavSyncStrategy.Content };
        await mirror.SyncAsync(Request);
        server.Calendar.Put(server.Calendar.Items.Keys.First(), EventText.Of("edited", "Edited"));

        CalDavSyncToken token = await mirror.SyncAsync(Request);

        Assert.Equal((0, 1, 0), (token.Added, token.Changed, token.Deleted));
    }

    [Fact]
    public async Task Q32_a_server_that_refuses_every_token_is_exact_all_the_same()
    {
        using SandboxServer server = Start("RefusesEveryToken");
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        await mirror.SyncAsync();
        for (int run = 0; run < 6; run++)
        {
            server.Calendar.Put($"n{run}.ics", EventText.Of($"n{run}", "New"));
            Assert.Equal((1, 0, 0), Differences(await mirror.SyncAsync()));
        }

        mirror.AssertEqualsServer();
    }

    [Fact]
    public async Task Q167_a_listing_that_lags_behind_its_collection_tag_loses_nothing()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 30, Quirks = ["NoSyncCollection", "StaleListing"], Clock = new ManualSandboxClock() });
        using var mirror = new Mirror(server, new SandboxTime(server.Clock));
        await mirror.SyncAsync();
        server.Calendar.Put("new.ics", EventText.Of("new", "New"));

        Assert.Equal((0, 0, 0), Differences(await mirror.SyncAsync()));
        ((ManualSandboxClock)server.Clock).Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((1, 0, 0), Differences(await mirror.SyncAsync()));

        mirror.AssertEqualsServer();
    }

    private static (int Added, int Changed, int Deleted) Differences(CalDavSyncToken token) => (token.Added, token.Changed, token.Deleted);

    private static SandboxServer Start(string quirk) =>
        SandboxServer.Start(new SandboxOptions { Seed = 30, Quirks = [quirk], Clock = new ManualSandboxClock() });
}
