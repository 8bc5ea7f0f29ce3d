using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class FetchQuirkTests
{
    private const string Calendar = "<C:comp-filter name=\"VCALENDAR\"/>";
    private const string Events = "<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"/></C:comp-filter>";
    private const string Tasks = "<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VTODO\"/></C:comp-filter>";

    [Fact]
    public async Task NoMultiget()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await All(client)).Status);
        Assert.DoesNotContain("multiget", (await client.Propfind(client.CalendarPath, "<D:supported-report-set/>")).Text);
    }

    [Fact]
    public async Task MultigetCapped()
    {
        using SandboxClient client = Quirky(seed: 25);
        Assert.Equal(20, (await All(client)).Rows.Count);
    }

    [Fact]
    public async Task MultigetLimit403()
    {
        using SandboxClient client = Quirky(seed: 51);
        Answer answer = await All(client);
        Assert.Equal(403, answer.Status);
        Assert.True(answer.Holds(D + "number-of-matches-within-limits"));
    }

    [Fact]
    public async Task MultigetLimit500()
    {
        using SandboxClient client = Quirky(seed: 11);
        Assert.Equal(500, (await All(client)).Status);
        client.Server.Calendar.Delete("item-000011.ics");
        Assert.Equal(207, (await All(client)).Status);
    }

    [Fact]
    public async Task MultigetHoles()
    {
        using SandboxClient client = Quirky(seed: 8);
        Assert.Contains("-item-000007.ics", (await All(client)).Members);
        Assert.Equal(200, (await client.Get("item-000007.ics")).Status);
    }

    [Fact]
    public async Task MultigetLeavesOutMissing()
    {
        using SandboxClient client = Quirky();
        Assert.Single((await client.Multiget(new[] { client.CalendarPath + "none.ics", client.CalendarPath + "item-000001.ics" })).Rows);
    }

    [Fact]
    public async Task MultigetFailsOnMissing()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(404, (await client.Multiget(new[] { client.CalendarPath + "none.ics", client.CalendarPath + "item-000001.ics" })).Status);
        Assert.Equal(207, (await All(client)).Status);
    }

    [Fact]
    public async Task NoGet()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(404, (await client.Get("item-000001.ics")).Status);
        Assert.Equal(3, (await All(client)).Xml.Descendants(C + "calendar-data").Count());
    }

    [Fact]
    public async Task HtmlAnswers()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/html", answer.Headers["Content-Type"]);
        Assert.Empty(answer.Bytes);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task NoQuery()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Query(Events)).Status);
    }

    [Fact]
    public async Task QueryListsGhosts()
    {
        using SandboxClient client = Quirky();
        Assert.Contains("ghost.ics", (await client.Query(Events)).Members);
        Assert.Equal(404, (await client.Get("ghost.ics")).Status);
    }

    [Fact]
    public async Task QueryNeedsComponentFilter()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Query(Calendar)).Status);
        Assert.Equal(207, (await client.Query(Events)).Status);
    }

    [Fact]
    public async Task QueryWithVcalendarOnlyReturnsNothing()
    {
        using SandboxClient client = Quirky();
        Assert.Empty((await client.Query(Calendar)).Rows);
        Assert.Equal(3, (await client.Query(Events)).Rows.Count);
    }

    [Fact]
    public async Task QueryIgnoresComponent()
    {
        using SandboxClient client = Quirky(seed: 23);
        Assert.Equal(23, (await client.Query(Events)).Rows.Count);
        Assert.Empty((await client.Query(Tasks)).Rows);
    }

    [Fact]
    public async Task ReportWithoutETagIs500()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(500, (await client.Query(Events, "<D:getcontenttype/>")).Status);
        Assert.Equal(207, (await client.Query(Events)).Status);
    }

    [Fact]
    public async Task QueryOnEmptyIs404()
    {
        using SandboxClient client = Quirky(seed: 0);
        Assert.Equal(404, (await client.Query(Events)).Status);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task QueryWindowOneYear()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(seed: 0, clock: clock);
        client.Server.Calendar.Put("a.ics", Event("a"));
        Assert.Single((await client.Query(Events)).Rows);
        clock.Advance(TimeSpan.FromDays(800));
        Assert.Empty((await client.Query(Events)).Rows);
    }

    [Fact]
    public async Task HidesTasks()
    {
        using SandboxClient client = Quirky(seed: 23);
        Assert.Equal(22, (await client.Query(Calendar)).Rows.Count);
        Assert.Equal(23, (await client.Sync()).Rows.Count);
    }

    [Fact]
    public async Task AddsPropertiesOnRead()
    {
        using SandboxClient client = Quirky();
        Assert.Contains("X-RECURRENCE-EXCEPTION", (await All(client)).Text);
        Assert.DoesNotContain("X-RECURRENCE-EXCEPTION", (await client.Get("item-000001.ics")).Text);
    }

    [Fact]
    public async Task IllegalControlCharacters()
    {
        using SandboxClient client = Quirky();
        Answer answer = await All(client);
        Assert.Contains('\u0008', answer.Text);
        Assert.Throws<System.Xml.XmlException>(() => answer.Xml);
    }

    [Fact]
    public async Task TextPlainContentType()
    {
        using SandboxClient client = Quirky();
        Assert.StartsWith("text/plain", (await client.Sync()).Headers["Content-Type"]);
    }

    [Fact]
    public async Task NoContentType()
    {
        using SandboxClient client = Quirky();
        Assert.False((await client.Sync()).Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task Utf16Xml()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-16\"?>", Encoding.Unicode.GetString(answer.Bytes, 2, answer.Bytes.Length - 2));
        Assert.Equal(3, answer.Rows.Count);
    }

    [Fact]
    public async Task ByteOrderMark()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, (await client.Sync()).Bytes.Take(3));
    }

    [Fact]
    public async Task EmptyMultistatus()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Equal(207, answer.Status);
        Assert.Empty(answer.Bytes);
    }

    [Fact]
    public async Task CDataEverywhere()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("a.ics", Event("a", "x ]]> y"));
        Answer answer = await All(client);
        Assert.Contains("<![CDATA[BEGIN:VCALENDAR", answer.Text);
        Assert.Contains("SUMMARY:x ]]> y", answer.Value(C + "calendar-data"));
    }

    [Fact]
    public async Task DefaultNamespace()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Contains("<multistatus xmlns=\"DAV:\"", answer.Text);
        Assert.Equal(3, answer.Rows.Count);
    }

    [Fact]
    public async Task ReportAnswers200()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Equal(200, answer.Status);
        Assert.Equal(3, answer.Rows.Count);
    }

    private static Task<Answer> All(SandboxClient client) =>
        client.Multiget(client.Server.Calendar.Items.Keys.Order().Select(name => client.CalendarPath + name));
}
