using System;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class TransportQuirkTests
{
    [Fact]
    public async Task RateLimit403() => Assert.DoesNotContain("valid-sync-token", (await Fourth(403)).Text);

    [Fact]
    public async Task TooManyRequests429() => Assert.False((await Fourth(429)).Headers.ContainsKey("Retry-After"));

    [Fact]
    public async Task ServiceUnavailableWithRetryAfter() => Assert.Equal("1", (await Fourth(503)).Headers["Retry-After"]);

    [Fact]
    public async Task RetryAfterDate() => Assert.True(DateTimeOffset.TryParse((await Fourth(503)).Headers["Retry-After"], out _));

    [Fact]
    public async Task NeedsSpacing()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        Assert.Equal(207, (await client.List()).Status);
        Answer tooSoon = await client.List();
        Assert.Equal(429, tooSoon.Status);
        Assert.Equal("2", tooSoon.Headers["Retry-After"]);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task SerialOnly501()
    {
        using SandboxClient client = Quirky();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.List()));
        Assert.Contains(answers, answer => answer.Status == 501);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task RedirectsToOtherPath()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Propfind("/calendars/alice/work/", "<D:displayname/>");
        Assert.Equal(301, answer.Status);
        Assert.Equal(client.Server.CalendarUri.AbsoluteUri, answer.Headers["Location"]);
        Assert.Equal("/p42/calendars/alice/work/", client.CalendarPath);
        Assert.Equal(3, (await client.Sync()).Rows.Count);
        Assert.EndsWith("/p42/", (await client.Send("PROPFIND", "/.well-known/caldav")).Headers["Location"]);
    }

    [Fact]
    public async Task DigestWithBodyFails500()
    {
        using SandboxClient client = Quirky(authentication: SandboxAuthentication.Digest);
        using HttpClient http = new();
        using HttpResponseMessage withBody = await http.SendAsync(new HttpRequestMessage(new HttpMethod("PROPFIND"), client.Server.Uri) { Content = new StringContent("<x/>") });
        using HttpResponseMessage without = await http.SendAsync(new HttpRequestMessage(new HttpMethod("PROPFIND"), client.Server.Uri));
        Assert.Equal(new[] { 500, 401 }, new[] { (int)withBody.StatusCode, (int)without.StatusCode });
    }

    [Fact]
    public async Task RefusesChunked()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(400, (await client.Put("a.ics", Event("a"), ("Transfer-Encoding", "chunked"))).Status);
        Assert.Equal(201, (await client.Put("a.ics", Event("a"))).Status);
    }

    [Fact]
    public async Task ClosesEveryConnection()
    {
        using SandboxClient client = Quirky();
        Assert.Equal("close", (await client.List()).Headers["Connection"]);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task Http10()
    {
        using SandboxClient client = Quirky(seed: 1000);
        Answer answer = await client.List();
        Assert.Equal(new Version(1, 0), answer.HttpVersion);
        Assert.Equal(1001, answer.Rows.Count);
    }

    [Fact]
    public Task DropsConnections() => FourthBreaks();

    [Fact]
    public Task CutsAnswers() => FourthBreaks();

    [Fact]
    public async Task PropfindDepth1Blocked()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(405, (await client.List()).Status);
        Assert.Equal(3, (await client.Sync()).Rows.Count);
    }

    [Fact]
    public async Task OptionsFails()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(404, (await client.Send("OPTIONS", "/")).Status);
    }

    [Fact]
    public async Task OptionsLies()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Send("OPTIONS", "/");
        Assert.DoesNotContain("calendar-access", answer.Headers["DAV"]);
        Assert.DoesNotContain("REPORT", answer.Headers["Allow"]);
    }

    [Fact]
    public async Task NeedsXmlContentType()
    {
        using SandboxClient client = Quirky();
        using HttpClient http = new();
        using HttpResponseMessage response = await http.SendAsync(new HttpRequestMessage(new HttpMethod("PROPFIND"), client.Server.Uri) { Content = new StringContent("<x/>") });
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal(207, (await client.List()).Status);
    }

    [Fact]
    public async Task NoGzip()
    {
        using SandboxClient client = Quirky(seed: 200);
        Assert.False((await client.Sync(headers: ("Accept-Encoding", "gzip"))).Headers.ContainsKey("Content-Encoding"));
    }

    private static async Task<Answer> Fourth(int status, [CallerMemberName] string quirk = "")
    {
        using SandboxClient client = Quirky(quirk: quirk);
        for (int i = 0; i < 3; i++) Assert.Equal(207, (await client.List()).Status);
        Answer fourth = await client.Sync();
        Assert.Equal(status, fourth.Status);
        Assert.Equal(207, (await client.List()).Status);
        return fourth;
    }

    private static async Task FourthBreaks([CallerMemberName] string quirk = "")
    {
        using SandboxClient client = Quirky(quirk: quirk);
        for (int i = 0; i < 3; i++) Assert.Equal(207, (await client.List()).Status);

        // A body makes sure that the HTTP stack does not try again by itself.
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Sync());
        Assert.Equal(207, (await client.List()).Status);
    }
}
