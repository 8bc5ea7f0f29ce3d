using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class TimingQuirkTests
{
    private readonly ManualSandboxClock _clock = new();

    [Fact]
    public async Task StaleListing()
    {
        using SandboxClient client = Quirky(clock: _clock);
        Assert.Equal(4, (await client.List()).Rows.Count);
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Equal(4, (await client.List()).Rows.Count);
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(3, (await client.List()).Rows.Count);
    }

    [Fact]
    public async Task RecentChangesHidden()
    {
        using SandboxClient client = Quirky(clock: _clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("x.ics", Event("x"));
        Answer early = await client.Sync(token);
        Assert.Empty(early.Rows);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(new[] { "x.ics" }, (await client.Sync(early.SyncToken!)).Members);
    }

    [Fact]
    public async Task FreshItemsAre404()
    {
        using SandboxClient client = Quirky(clock: _clock);
        Assert.Equal(404, (await client.Get("item-000001.ics")).Status);
        Assert.Equal(new[] { "-item-000001.ics" }, (await client.Multiget(new[] { client.CalendarPath + "item-000001.ics" })).Members);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await client.Get("item-000001.ics")).Status);
    }

    [Fact]
    public async Task IncompleteListing()
    {
        using SandboxClient client = Quirky(seed: 10);
        Assert.Equal(new[] { 11, 6, 11 }, new[] { await Count(client), await Count(client), await Count(client) });
    }

    [Fact]
    public async Task FlappingItems()
    {
        using SandboxClient client = Quirky(seed: 9);
        Assert.Equal(new[] { 10, 7, 10 }, new[] { await Count(client), await Count(client), await Count(client) });
    }

    private static async Task<int> Count(SandboxClient client) => (await client.List()).Rows.Count;
}
