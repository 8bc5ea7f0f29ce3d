using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class PagingQuirkTests
{
    private const string Two = "<D:limit><D:nresults>2</D:nresults></D:limit>";

    [Fact]
    public async Task TruncatesAt230()
    {
        using SandboxClient client = Quirky(seed: 300);
        Answer page = await client.Sync();
        Assert.Equal(231, page.Rows.Count);
        Assert.Equal(70, (await client.Sync(page.SyncToken!)).Rows.Count);
    }

    [Fact]
    public async Task TruncationRowSpelledDifferently()
    {
        using SandboxClient client = Quirky();
        Assert.Contains("507", (await client.Sync(extra: Two)).StatusOf(client.Server.CalendarUri.AbsoluteUri.TrimEnd('/')));
    }

    [Fact]
    public async Task SameTokenOnEveryPage()
    {
        using SandboxClient client = Quirky(seed: 9);
        Answer first = await client.Sync(extra: Two);
        Answer second = await client.Sync(first.SyncToken!, extra: Two);
        Assert.Equal(first.SyncToken, second.SyncToken);
        Assert.Contains("507", second.Text);
    }

    [Fact]
    public async Task LimitRefusedOnInitialSync()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(507, (await client.Sync(extra: Two)).Status);
        Assert.Equal(207, (await client.Sync((await client.Sync()).SyncToken!, extra: Two)).Status);
    }

    [Fact]
    public async Task LimitRefused507()
    {
        using SandboxClient client = Quirky();
        Answer refused = await client.Sync((await client.Sync()).SyncToken!, extra: Two);
        Assert.Equal(507, refused.Status);
        Assert.True(refused.Holds(D + "number-of-matches-within-limits"));
    }

    [Fact]
    public async Task LimitCutsSilently()
    {
        using SandboxClient client = Quirky();
        Answer cut = await client.Sync(extra: Two);
        Assert.Equal(2, cut.Rows.Count);
        Assert.Empty((await client.Sync(cut.SyncToken!)).Rows);
    }

    [Fact]
    public async Task ShortPagesWithout507()
    {
        using SandboxClient client = Quirky();
        Answer cut = await client.Sync(extra: Two);
        Assert.Equal(2, cut.Rows.Count);
        Assert.Single((await client.Sync(cut.SyncToken!)).Rows);
    }

    [Fact]
    public async Task LimitIgnored()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(3, (await client.Sync(extra: Two)).Rows.Count);
    }

    [Fact]
    public async Task Http507WithUsableBody()
    {
        using SandboxClient client = Quirky();
        Answer page = await client.Sync(extra: Two);
        Assert.Equal(507, page.Status);
        Assert.Equal(3, page.Rows.Count);
        Assert.NotNull(page.SyncToken);
    }

    [Fact]
    public async Task InlineDataCap50()
    {
        using SandboxClient client = Quirky(seed: 51);
        Assert.False((await client.Sync(props: "<D:getetag/><C:calendar-data/>")).Holds(C + "calendar-data"));
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.True((await client.Sync(props: "<D:getetag/><C:calendar-data/>")).Holds(C + "calendar-data"));
    }

    [Fact]
    public async Task NoInlineData()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync(props: "<D:getetag/><C:calendar-data/>");
        Assert.Contains("404", answer.Rows[0].Elements(D + "propstat").Last().Value);
        Assert.NotEqual(string.Empty, (await client.Multiget(new[] { answer.Hrefs[0] })).Value(C + "calendar-data"));
    }

    [Fact]
    public async Task InfiniteLevelRefused()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync(level: "infinite");
        Assert.Equal(403, answer.Status);
        Assert.True(answer.Holds(D + "sync-traversal-supported"));
    }

    [Fact]
    public async Task LevelMustBe1()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(400, (await client.Sync(level: "infinite")).Status);
        Assert.Equal(500, (await client.Sync(level: "infinity")).Status);
        Assert.Equal(207, (await client.Sync()).Status);
    }

    [Fact]
    public async Task IgnoresDepth()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(3, (await client.Sync(headers: ("Depth", "1"))).Rows.Count);
        Assert.Equal(3, (await client.Sync(headers: ("Depth", "infinity"))).Rows.Count);
    }

    [Fact]
    public async Task DepthOneNeeded()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(new[] { client.CalendarPath }, (await client.Sync(headers: ("Depth", "0"))).Hrefs);
        Assert.Equal(4, (await client.Sync(headers: ("Depth", "1"))).Rows.Count);
    }

    [Fact]
    public async Task StrictElementOrder()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(207, (await client.Sync(extra: Two)).Status);
        Assert.Equal(400, (await client.Send("REPORT", client.CalendarPath, $"<D:sync-collection {Ns}><D:sync-level>1</D:sync-level><D:sync-token/><D:prop><D:getetag/></D:prop></D:sync-collection>")).Status);
    }

    [Fact]
    public async Task BigSyncTimesOut()
    {
        using SandboxClient client = Quirky(seed: 501);
        Assert.Equal(504, (await client.Sync()).Status);
    }

    [Fact]
    public async Task HomeWithoutSync()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Sync(path: client.Server.HomeUri.AbsolutePath)).Status);
        Assert.Equal(207, (await client.Sync()).Status);
    }
}
