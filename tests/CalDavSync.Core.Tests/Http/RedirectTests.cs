using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class RedirectTests : TransportTest
{
    [Theory]
    [InlineData("PROPFIND", 301)]
    [InlineData("REPORT", 302)]
    [InlineData("PROPPATCH", 303)]
    [InlineData("MKCALENDAR", 307)]
    [InlineData("PUT", 308)]
    [InlineData("DELETE", 303)]
    public async Task Q131_method_body_depth_and_sign_in_stay(string method, int status)
    {
        await using var server = new ScriptedServer(request => request.Target == "/old"
            ? WireResponse.Of(status, "moved", ("Location", "/new%41"))
            : WireResponse.Of(207, "here"));
        using var transport = Transport(server, SignedIn());
        var call = new HttpCall(method, server.At("old")) { Body = "<x/>"u8.ToArray(), Depth = "1" };

        using var answer = await transport.SendAsync(call, Context, Token);

        Assert.Equal(207, answer.Status);
        Assert.Equal("/new%41", server.Requests[1].Target);
        Assert.Equal(new Uri(server.Uri, "/new%41"), answer.Uri);
        Assert.All(server.Requests, request => Assert.Equal((method, "<x/>", "1"), (request.Method, request.Text, request.Header("Depth"))));
        Assert.All(server.Requests, request => Assert.StartsWith("Basic ", request.Header("Authorization")));
        Assert.Equal(1, server.Connections);
        Assert.Contains(Log.VerboseLines, line => line.Contains("redirected"));
    }

    [Fact]
    public async Task Credentials_stay_with_their_origin()
    {
        await using var other = new ScriptedServer(_ => WireResponse.Of(200, "other"));
        await using var server = new ScriptedServer(_ => WireResponse.Of(302, "", ("Location", $"http://eve:pw@127.0.0.1:{other.Port}/x")));
        var options = new TransportOptions
        {
            Authentication = AuthenticationScheme.Bearer,
            Token = Secret.Of("t0ken"),
            Headers = new System.Collections.Generic.Dictionary<string, string> { ["X-Api-Key"] = "k3y", ["Cookie"] = "c00kie", ["Accept-Language"] = "en" },
        };
        using var transport = Transport(server, options);

        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

        var first = Assert.Single(server.Requests);
        Assert.Equal(("Bearer t0ken", "k3y", "c00kie"), (first.Header("Authorization"), first.Header("X-Api-Key"), first.Header("Cookie")));
        var second = Assert.Single(other.Requests);
        Assert.Null(second.Header("Authorization"));
        Assert.Null(second.Header("X-Api-Key"));
        Assert.Null(second.Header("Cookie"));
        Assert.Equal("en", second.Header("Accept-Language"));
        Assert.Equal(other.At("x"), answer.Uri);
        foreach (var secret in new[] { "t0ken", "k3y", "c00kie", "eve", ":pw" }) Assert.DoesNotContain(secret, Log.Everything);
    }

    [Fact]
    public async Task A_foreign_host_that_wants_a_sign_in_is_named()
    {
        await using var other = new ScriptedServer(_ => WireResponse.Of(401, "", ("WWW-Authenticate", "Digest realm=\"x\", nonce=\"y\"")));
        await using var server = new ScriptedServer(_ => WireResponse.Of(302, "", ("Location", other.Uri.AbsoluteUri)));
        using var transport = Transport(server, SignedIn());

        var error = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.Uri));

        Assert.Equal(other.Uri, error.Uri);
        Assert.Contains(server.Uri.GetLeftPart(UriPartial.Authority), error.Message);
        Assert.Null(Assert.Single(other.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task Circles_are_noticed()
    {
        await using var server = new ScriptedServer(request => WireResponse.Of(302, "", ("Location", request.Target == "/a" ? "/b" : "/a")));
        using var transport = Transport(server);

        var error = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => GetAsync(transport, server.At("a")));

        Assert.Contains("circle", error.Message);
        Assert.Equal(302, error.StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed_and_no_more(int count, bool arrives)
    {
        await using var server = new ScriptedServer(request => request.Number <= count
            ? WireResponse.Of(301, "", ("Location", $"/{request.Number}"))
            : WireResponse.Of(200));
        using var transport = Transport(server);

        if (arrives) Assert.Equal(200, (await GetAsync(transport, server.Uri)).Status);
        else await Assert.ThrowsAsync<UnexpectedAnswerException>(() => GetAsync(transport, server.Uri));

        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task Q132_https_to_http_is_refused()
    {
        await using var plain = new ScriptedServer(_ => WireResponse.Of(200));
        using var certificate = TestCertificate.Create("127.0.0.1");
        await using var server = new ScriptedServer(_ => WireResponse.Of(301, "", ("Location", plain.Uri.AbsoluteUri)), certificate);
        using var transport = Transport(server, new TransportOptions { SkipCertificateCheck = true });

        var error = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("https to plain http", error.Message);
        Assert.Empty(plain.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mailto:x@y")]
    [InlineData("ftp://host/")]
    [InlineData("http://[bad/")]
    public async Task A_redirect_to_nowhere_is_named(string? location)
    {
        await using var server = new ScriptedServer(_ =>
            location == null ? WireResponse.Of(301) : WireResponse.Of(301, "", ("Location", location)));
        using var transport = Transport(server);

        var error = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("Location", error.Message);
    }

    [Theory]
    [InlineData("/caf\u00e9/", "/caf%C3%A9/")]
    [InlineData("/raw utf8/", "/raw%20utf8/")]
    public async Task An_unescaped_location_is_understood(string location, string target)
    {
        var raw = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(location));
        await using var server = new ScriptedServer(request => request.Number == 1 ? WireResponse.Of(301, "", ("Location", raw)) : WireResponse.Of(200));
        using var transport = Transport(server);

        await GetAsync(transport, server.Uri);

        Assert.Equal(target, server.Requests.Last().Target);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    public async Task Other_3xx_are_answers(int status)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(status, "", ("Location", "/elsewhere")));
        using var transport = Transport(server);

        Assert.Equal(status, (await GetAsync(transport, server.Uri)).Status);
    }
}
