using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

public class DiscoveryTests
{
    [Fact]
    public async Task The_way_from_the_root_to_the_calendars()
    {
        using SandboxClient client = new();
        Answer wellKnown = await client.Send("PROPFIND", "/.well-known/caldav");
        Assert.Equal(301, wellKnown.Status);
        Answer root = await client.Propfind(wellKnown.Headers["Location"], "<D:current-user-principal/>");
        Answer principal = await client.Propfind(root.Value(SandboxClient.D + "current-user-principal")!, "<C:calendar-home-set/>");
        Answer home = await client.Propfind(principal.Value(SandboxClient.C + "calendar-home-set")!, "<D:resourcetype/><D:displayname/>", "1");
        Assert.Equal(2, home.Rows.Count);
        Assert.Contains(home.Rows, row => row.Descendants(SandboxClient.C + "calendar").Any());
        Answer options = await client.Send("OPTIONS", "/");
        Assert.Contains("calendar-access", options.Headers["DAV"]);
    }

    [Fact]
    public async Task Allprop_gives_neither_token_nor_data_and_propname_names_them()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 1 });
        Answer all = await client.Send("PROPFIND", client.CalendarPath, null, ("Depth", "1"));
        Assert.Equal(2, all.Rows.Count);
        Assert.False(all.Holds(SandboxClient.D + "sync-token"));
        Assert.False(all.Holds(SandboxClient.C + "calendar-data"));
        Assert.True(all.Holds(SandboxClient.D + "getetag"));
        Answer names = await client.Send("PROPFIND", client.CalendarPath, $"<D:propfind {SandboxClient.Ns}><D:propname/></D:propfind>", ("Depth", "0"));
        Assert.Equal(string.Empty, names.Value(SandboxClient.D + "sync-token"));
    }

    [Fact]
    public async Task Infinity_is_refused()
    {
        using SandboxClient client = new();
        Answer answer = await client.Propfind(client.CalendarPath, "<D:getetag/>", "infinity");
        Assert.Equal(403, answer.Status);
        Assert.True(answer.Holds(SandboxClient.D + "propfind-finite-depth"));
        Assert.Equal(400, (await client.Propfind(client.CalendarPath, "<D:getetag/>", "2")).Status);
        Assert.Equal(404, (await client.Propfind("/calendars/bob/", "<D:getetag/>")).Status);
    }

    [Fact]
    public async Task Calendars_are_made_changed_and_deleted()
    {
        using SandboxClient client = new();
        string path = "/calendars/alice/new%20one/";
        Assert.Equal(201, (await client.Send("MKCALENDAR", path, $"<C:mkcalendar {SandboxClient.Ns}><D:set><D:prop><D:displayname>Neü</D:displayname><C:supported-calendar-component-set><C:comp name=\"VTODO\"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>")).Status);
        Assert.Equal(403, (await client.Send("MKCALENDAR", path)).Status);
        Assert.Equal(new[] { "VTODO" }, client.Server.Find("new one")!.Components);
        Answer patch = await client.Send("PROPPATCH", path, $"<D:propertyupdate {SandboxClient.Ns}><D:set><D:prop><A:calendar-color xmlns:A=\"http://apple.com/ns/ical/\">#ff0000ff</A:calendar-color><x:y xmlns:x=\"urn:x\">1</x:y></D:prop></D:set></D:propertyupdate>");
        Assert.Contains("200", patch.Value(SandboxClient.D + "status"));
        Answer read = await client.Propfind(path, "<D:displayname/><A:calendar-color xmlns:A=\"http://apple.com/ns/ical/\"/><x:y xmlns:x=\"urn:x\"/>");
        Assert.Equal("Neü", read.Value(SandboxClient.D + "displayname"));
        Assert.Contains("#ff0000ff", read.Text);
        Assert.Equal("1", read.Value("{urn:x}y"));
        Assert.Equal(204, (await client.Send("DELETE", path)).Status);
        Assert.Equal(404, (await client.Propfind(path, "<D:displayname/>")).Status);
        Assert.Equal(201, (await client.Send("MKCOL", path, $"<D:mkcol {SandboxClient.Ns}><D:set><D:prop><D:resourcetype><D:collection/><C:calendar/></D:resourcetype></D:prop></D:set></D:mkcol>")).Status);
        Assert.Equal(403, (await client.Send("MKCOL", "/calendars/alice/x/")).Status);
    }

    [Fact]
    public async Task The_sync_token_is_protected()
    {
        using SandboxClient client = new();
        Answer patch = await client.Send("PROPPATCH", client.CalendarPath, $"<D:propertyupdate {SandboxClient.Ns}><D:set><D:prop><D:sync-token>x</D:sync-token><D:displayname>no</D:displayname></D:prop></D:set></D:propertyupdate>");
        Assert.True(patch.Holds(SandboxClient.D + "cannot-modify-protected-property"));
        Assert.Contains("424", patch.Text);
        Assert.Equal("work", client.Server.Calendar.DisplayName);
    }
}
