using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class RowQuirkTests
{
    [Fact]
    public async Task StatusBesidesPropstat()
    {
        XElement row = await FirstRow();
        Assert.Contains("201 Created", row.Element(D + "status")!.Value);
        Assert.NotNull(row.Element(D + "propstat"));
    }

    [Fact]
    public async Task Teapot418()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Delete("item-000001.ics");
        XElement row = (await client.Sync(token)).Rows.Single();
        Assert.Contains("418", row.Element(D + "propstat")!.Value);
        Assert.Contains("404", row.Element(D + "status")!.Value);
    }

    [Fact]
    public async Task MissingPropertyPropstat() => Assert.Contains("404", (await FirstRow()).Elements(D + "propstat").ElementAt(1).Value);

    [Fact]
    public async Task SecondPropstatEmptyValues()
    {
        XElement second = (await FirstRow()).Elements(D + "propstat").ElementAt(1);
        Assert.Equal(string.Empty, second.Descendants(D + "getetag").Single().Value);
        Assert.Contains("404", second.Value);
    }

    [Fact]
    public async Task EchoesCollection()
    {
        using SandboxClient client = Quirky();
        Assert.Contains(client.CalendarPath, (await client.Sync()).Hrefs);
    }

    [Fact]
    public async Task TombstonesInInitial()
    {
        using SandboxClient client = Quirky();
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Contains("-item-000001.ics", (await client.Sync()).Members);
    }

    [Fact]
    public async Task OmitsUnseenDeletions()
    {
        using SandboxClient client = Quirky();
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("x.ics", Event("x"));
        client.Server.Calendar.Delete("x.ics");
        client.Server.Calendar.Delete("item-000001.ics");
        client.Server.Calendar.Put("item-000001.ics", Event("again"));
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Equal(new[] { "-item-000001.ics" }, (await client.Sync(token)).Members);
    }

    [Fact]
    public async Task RowsWithoutMeaning()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync();
        Assert.Contains(answer.Rows, row => row.Element(D + "href") is null);
        Assert.Contains(answer.Rows, row => row.Elements().Count() == 1);
    }

    [Fact]
    public async Task PropstatWithoutStatus() => Assert.Null((await FirstRow()).Element(D + "propstat")!.Element(D + "status"));

    [Fact]
    public async Task MalformedStatusLine() => Assert.Equal("200 OK", (await FirstRow()).Descendants(D + "status").Single().Value);

    [Fact]
    public async Task NoReasonPhrase() => Assert.Equal("HTTP/1.1 200", (await FirstRow()).Descendants(D + "status").Single().Value);

    [Fact]
    public async Task MinimalRowsAre418()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync(headers: ("Prefer", "return=minimal"));
        Assert.All(answer.Rows, row => Assert.Contains("418", row.Element(D + "status")!.Value));
    }

    [Fact]
    public async Task DuplicateRows()
    {
        using SandboxClient client = Quirky();
        Answer first = await client.Sync();
        Assert.Equal(6, first.Rows.Count);
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Equal(new[] { "item-000001.ics", "-item-000001.ics" }, (await client.Sync(first.SyncToken!)).Members);
    }

    [Fact]
    public async Task DirectoriesAmongRows()
    {
        using SandboxClient client = Quirky();
        Assert.Contains(client.CalendarPath + "attachments/", (await client.Sync()).Hrefs);
    }

    [Fact]
    public async Task OddContentTypes()
    {
        using SandboxClient client = Quirky(seed: 23);
        Answer answer = await client.List("<D:getcontenttype/>");
        Assert.Contains("message/rfc822", answer.Text);
        Assert.Contains("text/vtodo", answer.Text);
    }

    [Fact]
    public async Task ForbiddenMemberRows()
    {
        using SandboxClient client = Quirky(seed: 12);
        Assert.Single((await client.Sync()).Rows, row => row.Element(D + "status")?.Value.Contains("403") == true);
    }

    private static async Task<XElement> FirstRow([CallerMemberName] string quirk = "")
    {
        using SandboxClient client = Quirky(quirk: quirk);
        return (await client.Sync()).Rows[0];
    }
}
