using System;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Machines whose clock was years ahead for a run, as after a flat battery, and is right again.</summary>
public class WrongClockTests
{
    private static readonly TimeSpan Years = TimeSpan.FromDays(3000);

    [Fact]
    public async Task A_collection_tag_that_misses_deletions_is_not_trusted_until_that_time_comes()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => "same";
        scene.Clock.Advance(Years);
        await scene.Run("+a +b");

        scene.Clock.Advance(-Years);
        scene.Server.Delete("b");
        await scene.Run("-b");
        scene.Clock.Advance(TimeSpan.FromMinutes(-30));
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task What_failed_then_is_tried_again()
    {
        await using var scene = new Scene("a");
        scene.Server.On(Ask.Sync, WireResponse.Of(500));
        scene.Clock.Advance(Years);
        await scene.Run("+a", atMost: 6);

        scene.Server.Heal();
        scene.Clock.Advance(-Years);
        scene.Server.Put("b");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+b")).Strategy);
    }

    [Fact]
    public async Task A_pause_that_cannot_be_measured_is_checked_with_a_listing_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Clock.Advance(Years);
        await scene.Run("+a +b", requests: 1);

        scene.Clock.Advance(-Years);
        scene.Server.Delete("b");
        scene.Says();
        await scene.Run("-b", requests: 2);
        await scene.Run("", requests: 1);
    }
}
