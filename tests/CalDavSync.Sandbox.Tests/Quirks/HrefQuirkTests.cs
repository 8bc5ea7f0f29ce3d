using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class HrefQuirkTests
{
    [Fact]
    public async Task AbsoluteHrefs()
    {
        using SandboxClient client = Quirky();
        Assert.All((await client.List()).Hrefs, href => Assert.StartsWith(client.Server.CalendarUri.AbsoluteUri, href));
    }

    [Fact]
    public async Task DoubleEncodedHrefs()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("a@b.ics", Event("a"));
        string href = (await client.Sync()).Hrefs[0];
        Assert.EndsWith("/a%2540b.ics", href);
        Assert.Equal(200, (await client.Send("GET", href)).Status);
        Assert.True((await client.Multiget(new[] { href })).Holds(C + "calendar-data"));
    }

    [Fact]
    public async Task UnescapedHrefs()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("per%cent ü.ics", Event("a"));
        string href = (await client.Sync()).Hrefs[0];
        Assert.EndsWith("/per%cent ü.ics", href);
        Assert.EndsWith("/per%25cent%20%C3%BC.ics", (await client.List()).Hrefs[1]);
        Assert.True((await client.Multiget(new[] { href })).Holds(C + "calendar-data"));
    }

    [Fact]
    public async Task LenientEscapes()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("a@b:c'd e.ics", Event("a"));
        Assert.EndsWith("/a@b:c'd%20e.ics", (await client.Sync()).Hrefs[0]);
    }

    [Fact]
    public async Task LowercaseHexEscapes()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("ü.ics", Event("a"));
        Assert.EndsWith("/%c3%bc.ics", (await client.Sync()).Hrefs[0]);
    }

    [Fact]
    public async Task RelativeHrefs()
    {
        using SandboxClient client = Quirky();
        Assert.Equal("item-000001.ics", (await client.Sync()).Hrefs[0]);
    }

    [Fact]
    public async Task CollectionHrefWithoutSlash()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(client.CalendarPath.TrimEnd('/'), (await client.List()).Hrefs[0]);
    }

    [Fact]
    public async Task ForeignPrefixHrefs()
    {
        using SandboxClient client = Quirky();
        string href = (await client.Sync()).Hrefs[0];
        Assert.StartsWith("/backend/calendars/", href);
        Assert.Equal(404, (await client.Send("GET", href)).Status);
        Assert.True((await client.Multiget(new[] { href })).Holds(C + "calendar-data"));
    }

    [Fact]
    public async Task EmptyHrefs()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.Multiget(new[] { client.CalendarPath + "item-000001.ics" })).Hrefs[0]);
        Assert.EndsWith("item-000001.ics", (await client.Sync()).Hrefs[0]);
    }

    [Fact]
    public async Task AwkwardNames()
    {
        using SandboxClient client = Quirky(seed: 28);
        Assert.Contains(client.Server.Calendar.Items.Keys, name => name.Contains('/'));
        Answer list = await client.List();
        foreach (string href in list.Hrefs.Skip(1)) Assert.Equal(200, (await client.Send("GET", href)).Status);
        Assert.Equal(28, (await client.Multiget(list.Hrefs.Skip(1).Select(href => href.Replace("&", "&amp;")))).Xml.Descendants(C + "calendar-data").Count());
    }

    [Fact]
    public async Task GetRefusesEncodedAt()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("a@b.ics", Event("a"));
        Assert.Equal(404, (await client.Get("a%40b.ics")).Status);
        Assert.Equal(200, (await client.Get("a@b.ics")).Status);
    }
}
