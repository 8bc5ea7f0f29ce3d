using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class TokenQuirkTests
{
    [Fact]
    public async Task NoSyncCollection()
    {
        using SandboxClient client = Quirky();
        Answer refused = await client.Sync();
        Assert.Equal(403, refused.Status);
        Assert.True(refused.Holds(D + "supported-report"));
        Answer properties = await client.Propfind(client.CalendarPath, "<D:sync-token/><D:supported-report-set/>");
        Assert.DoesNotContain("sync-collection", properties.Text);
        Assert.Equal(string.Empty, properties.Value(D + "sync-token"));
    }

    [Fact]
    public Task RejectedTokenAs500() => Rejected(500, condition: false);

    [Fact]
    public Task RejectedTokenAs412() => Rejected(412, condition: true);

    [Fact]
    public Task RejectedTokenAs412Bare() => Rejected(412, condition: false);

    [Fact]
    public Task RejectedTokenAs400Text() => Rejected(400, condition: false);

    [Fact]
    public Task RejectedTokenAs409() => Rejected(409, condition: true);

    [Fact]
    public Task RejectedTokenAs410() => Rejected(410, condition: false);

    [Fact]
    public Task RejectedTokenAs415() => Rejected(415, condition: false);

    [Fact]
    public async Task SilentFullListOnUnknownToken()
    {
        using SandboxClient client = Quirky();
        client.Server.Calendar.Delete("item-000001.ics");
        Answer answer = await client.Sync("nonsense");
        Assert.Equal(new[] { "item-000002.ics", "item-000003.ics" }, answer.Members);
        Assert.NotNull(answer.SyncToken);
    }

    [Fact]
    public async Task UnknownTokenAsRevisionZero()
    {
        using SandboxClient client = Quirky();
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Contains("-item-000001.ics", (await client.Sync("nonsense")).Members);
    }

    [Fact]
    public async Task ReplaysWhenUpToDate()
    {
        using SandboxClient client = Quirky();
        Answer first = await client.Sync();
        Answer second = await client.Sync(first.SyncToken!);
        Assert.Empty(second.Rows);
        Assert.Equal(3, (await client.Sync(second.SyncToken!)).Rows.Count);
    }

    [Fact]
    public async Task LeaksForeignDeletions()
    {
        using SandboxClient client = Quirky();
        client.Server.CreateCalendar("other", 9);
        string token = (await client.Sync()).SyncToken!;
        client.Server.Find("other")!.Delete("item-000009.ics");
        Assert.Equal(new[] { "-item-000009.ics" }, (await client.Sync(token)).Members);
    }

    [Fact]
    public async Task TokenIsEpochSeconds()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        string first = (await client.Sync()).SyncToken!;
        long now = new DateTimeOffset(clock.UtcNow).ToUnixTimeSeconds();
        Assert.Equal(now - 1, long.Parse(first));
        Assert.Equal(3, (await client.Sync(first)).Rows.Count);
        clock.Advance(TimeSpan.FromSeconds(5));
        client.Server.Calendar.Put("x.ics", Event("x"));
        string token = (await client.Sync((now + 1).ToString())).SyncToken!;
        client.Server.Calendar.Delete("x.ics");
        Assert.Equal(new[] { "-x.ics" }, (await client.Sync(token)).Members);
        Assert.Equal(207, (await client.Sync("123456")).Status);
    }

    [Fact]
    public async Task TokenSecondLosesChanges()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("lost.ics", Event("lost"));
        clock.Advance(TimeSpan.FromSeconds(1));
        client.Server.Calendar.Put("seen.ics", Event("seen"));
        Assert.Equal(new[] { "seen.ics" }, (await client.Sync(token)).Members);
    }

    [Fact]
    public async Task TokenIsContentHash()
    {
        using SandboxClient client = Quirky();
        client.Server.Calendar.Put("a.ics", Event("a", "1"));
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("a.ics", Event("a", "2"));
        client.Server.Calendar.Put("b.ics", Event("b"));
        Answer two = await client.Sync(token);
        Assert.Equal(new[] { "a.ics", "b.ics" }, two.Members);
        client.Server.Calendar.Put("a.ics", Event("a", "1"));
        client.Server.Calendar.Delete("b.ics");
        Answer none = await client.Sync(token);
        Assert.Empty(none.Rows);
        Assert.Equal(token, none.SyncToken);
        Assert.Equal(new[] { "a.ics", "-b.ics" }, (await client.Sync(two.SyncToken!)).Members);
    }

    [Fact]
    public async Task TokenIsOpaque()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        Assert.False(Uri.TryCreate(token, UriKind.Absolute, out _));
        Assert.Equal(207, (await client.Sync(token)).Status);
        Assert.Equal(403, (await client.Sync("!")).Status);
    }

    [Fact]
    public async Task TokenIsDataUri()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        Assert.StartsWith("data:,", token);
        Assert.Equal(207, (await client.Sync(token)).Status);
    }

    [Fact]
    public async Task TokenIsPlainNumber()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        Assert.True(long.TryParse(token, out _));
        Assert.Equal(207, (await client.Sync(token)).Status);
    }

    [Fact]
    public async Task TokenPropertyMissing()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.Propfind(client.CalendarPath, "<D:sync-token/>")).Value(D + "sync-token"));
        Assert.NotNull((await client.Sync()).SyncToken);
    }

    [Fact]
    public async Task TokenPropertyDiffers()
    {
        using SandboxClient client = Quirky();
        string property = (await client.Propfind(client.CalendarPath, "<D:sync-token/>")).Value(D + "sync-token")!;
        Assert.NotEqual(property, (await client.Sync()).SyncToken);
        Assert.Equal(403, (await client.Sync(property)).Status);
    }

    [Fact]
    public async Task NoTokenInAnswer()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Equal(3, answer.Rows.Count);
        Assert.Null(answer.SyncToken);
    }

    [Fact]
    public async Task EmptyTokenInAnswer()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.Sync()).SyncToken);
    }

    [Fact]
    public async Task EmptyTokenRefused()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Sync()).Status);
    }

    [Fact]
    public async Task TokenBeforeRows()
    {
        using SandboxClient client = Quirky();
        Assert.Equal("sync-token", (await client.Sync()).Xml.Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task PrunedHistorySilently()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("a.ics", Event("a"));
        client.Server.Calendar.Delete("item-000001.ics");
        client.Server.Calendar.PruneHistory();
        client.Server.Calendar.Put("b.ics", Event("b"));
        Assert.Equal(new[] { "b.ics" }, (await client.Sync(token)).Members);
    }

    [Fact]
    public async Task ForgetsSomeChanges()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        for (int i = 0; i < 10; i++) client.Server.Calendar.Put($"{i}.ics", Event(i.ToString()));
        Assert.Equal(8, (await client.Sync(token)).Rows.Count);
    }

    [Fact]
    public async Task RefusesEveryToken()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Sync((await client.Sync()).SyncToken!)).Status);
    }

    [Fact]
    public async Task TokensExpire()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        string token = (await client.Sync()).SyncToken!;
        clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(207, (await client.Sync(token)).Status);
        client.Server.Calendar.Delete("item-000001.ics");
        clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(207, (await client.Sync(token)).Status);
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(403, (await client.Sync(token)).Status);
    }

    private static async Task Rejected(int status, bool condition, [System.Runtime.CompilerServices.CallerMemberName] string quirk = "")
    {
        using SandboxClient client = Quirky(quirk: quirk);
        Answer answer = await client.Sync("nonsense");
        Assert.Equal(status, answer.Status);
        Assert.Equal(condition, answer.Text.Contains("valid-sync-token"));
        Assert.Equal(207, (await client.Sync()).Status);
    }
}
