using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class DiscoveryQuirkTests
{
    [Fact]
    public async Task NoPrincipal()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.Propfind("/", "<D:current-user-principal/>")).Value(D + "current-user-principal"));
        Assert.Equal(string.Empty, (await client.Propfind(client.CalendarPath, "<D:current-user-principal/>")).Value(D + "current-user-principal"));
    }

    [Fact]
    public async Task NoWellKnown()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(404, (await client.Send("PROPFIND", "/.well-known/caldav")).Status);
    }

    [Fact]
    public async Task WellKnownIsHtml()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Send("PROPFIND", "/.well-known/caldav");
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/html", answer.Headers["Content-Type"]);
    }

    [Fact]
    public async Task NoComponentSet()
    {
        using SandboxClient client = Quirky();
        Assert.DoesNotContain("VEVENT", (await client.Propfind(client.CalendarPath, "<C:supported-calendar-component-set/>")).Text);
    }

    [Fact]
    public async Task SpecialCollectionsInHome()
    {
        using SandboxClient client = Quirky();
        Answer home = await client.Propfind(client.Server.HomeUri.AbsolutePath, "<D:resourcetype/>", "1");
        Assert.True(home.Holds(C + "schedule-inbox"));
        Assert.Equal(5, home.Rows.Count);
        Assert.Equal(207, (await client.Propfind(home.Hrefs[2], "<D:resourcetype/>")).Status);
    }

    [Fact]
    public async Task SubscribedCalendars()
    {
        using SandboxClient client = Quirky();
        Answer home = await client.Propfind(client.Server.HomeUri.AbsolutePath, "<D:resourcetype/>", "1");
        Assert.True(home.Holds("{http://calendarserver.org/ns/}subscribed"));
        Assert.Equal(403, (await client.Sync(path: client.Server.UriOf("holidays").AbsolutePath)).Status);
    }

    [Fact]
    public async Task SupportedReportSetAbsent() =>
        Assert.DoesNotContain("sync-collection", await Reports(nameof(SupportedReportSetAbsent)));

    [Fact]
    public async Task SupportedReportSetMalformed()
    {
        string reports = await Reports(nameof(SupportedReportSetMalformed));
        Assert.Contains("sync-collection", reports);
        Assert.DoesNotContain("<D:report>", reports);
    }

    [Fact]
    public async Task HidesSyncSupport()
    {
        string reports = await Reports(nameof(HidesSyncSupport));
        Assert.Contains("calendar-query", reports);
        Assert.DoesNotContain("sync-collection", reports);
    }

    [Fact]
    public async Task AnswersAnyReport()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Sync("whatever");
        Assert.Equal(3, answer.Rows.Count);
        Assert.Null(answer.SyncToken);
    }

    [Fact]
    public async Task UnauthenticatedPrincipal207()
    {
        using SandboxClient client = Quirky();
        using HttpClient http = new();
        using HttpResponseMessage root = await http.SendAsync(new HttpRequestMessage(new HttpMethod("PROPFIND"), client.Server.Uri));
        Assert.Contains("unauthenticated", await root.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage home = await http.SendAsync(new HttpRequestMessage(new HttpMethod("PROPFIND"), client.Server.HomeUri));
        Assert.Equal(401, (int)home.StatusCode);
    }

    [Fact]
    public async Task MissingIs403()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Get("none.ics")).Status);
    }

    [Fact]
    public async Task AllpropFails()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(500, (await client.Send("PROPFIND", "/", null, ("Depth", "0"))).Status);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task NoMkcalendar()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(405, (await client.Send("MKCALENDAR", "/calendars/alice/x/")).Status);
    }

    private static async Task<string> Reports(string quirk)
    {
        using SandboxClient client = Quirky(quirk: quirk);
        Assert.Equal(207, (await client.Sync()).Status);
        return (await client.Propfind(client.CalendarPath, "<D:supported-report-set/>")).Text;
    }
}
