using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class RedactionTests : TransportTest
{
    [Theory]
    [InlineData("Authorization", "Basic YWxpY2U6eA==", "Basic ***")]
    [InlineData("Proxy-Authorization", "Digest username=\"a\", response=\"b\"", "Digest ***")]
    [InlineData("authorization", "opaque", "***")]
    [InlineData("Cookie", "sid=1; x=2", "***")]
    [InlineData("Set-Cookie", "sid=1; Path=/", "***")]
    [InlineData("X-Api-Key", "k", "***")]
    [InlineData("X-Auth-Token", "k", "***")]
    [InlineData("WWW-Authenticate", "Basic realm=\"x\"", "Basic realm=\"x\"")]
    [InlineData("Destination", "https://a:b@host/x", "https://host/x")]
    [InlineData("Depth", "1", "1")]
    public void Headers(string name, string value, string shown) => Assert.Equal(shown, Redaction.Header(name, value));

    [Theory]
    [InlineData("https://user:pass@host/a?b=c", "https://host/a?b=c")]
    [InlineData("https://us%40er:p@ss@host/", "https://host/")]
    [InlineData("see http://a@h1/ and ftp://b:c@h2/x@y", "see http://h1/ and ftp://h2/x@y")]
    [InlineData("/x?token=abc&y=1", "/x?token=***&y=1")]
    [InlineData("/x?y=1&access_token=a.b-c#frag", "/x?y=1&access_token=***#frag")]
    [InlineData("/x?PASSWORD=a&apikey=b;sig=c&design=d", "/x?PASSWORD=***&apikey=***;sig=***&design=d")]
    [InlineData("/x?x_signature=a=b==&z=1", "/x?x_signature=***&z=1")]
    [InlineData("<a href='/x?token=abc'>token=visible</a>", "<a href='/x?token=***'>token=visible</a>")]
    [InlineData("mail alice@example.org", "mail alice@example.org")]
    [InlineData("://", "://")]
    [InlineData("://@", "://")]
    [InlineData("=", "=")]
    [InlineData("?token=", "?token=***")]
    [InlineData("", "")]
    public void Text(string text, string shown) => Assert.Equal(shown, Redaction.Text(text));

    [Fact]
    public async Task A_server_that_repeats_the_credentials_does_not_show_them()
    {
        var options = new TransportOptions
        {
            Authentication = AuthenticationScheme.Password,
            UserName = "alice",
            Password = Secret.Of("wonderland"),
            Headers = new Dictionary<string, string> { ["X-Api-Key"] = "kkkkkkkkk" },
        };
        await using var server = new ScriptedServer(request => WireResponse.Of(403, $"Denied for {request.Header("Authorization")}, {request.Header("X-Api-Key")}, wonderland"));
        using (HttpTransport transport = Transport(server, options))
        {
            using HttpAnswer answer = await transport.SendAsync(new HttpCall("GET", server.At("/x")), Context, Token);
            DavFailure failure = await DavFailure.ReadAsync(answer, Token);
            CalDavException error = failure.ToException(isItem: true, "x");
            string told = error.Message + error.ResponseExcerpt + Log.Everything;
            Assert.Contains("Denied for Basic ***, ***, ***", error.Message);
            Assert.DoesNotContain("YWxpY2U6", told);
            Assert.DoesNotContain("kkkkkkkkk", told);
            Assert.DoesNotContain("wonderland", told);
        }

        Assert.Equal("wonderland", Redaction.Text("wonderland"));
    }

    [Fact]
    public void Long_hostile_text_is_quick()
    {
        var text = string.Concat(Enumerable.Repeat("?token=://@=", 20_000));

        Assert.DoesNotContain("token=:", Redaction.Text(text));
    }

    [Fact]
    public async Task The_exchange_is_traced_without_secrets()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(207, "<answer/>" + new string('y', 9000), ("Set-Cookie", "sid=s3cret"), ("ETag", "\"1\"")).Gzip());
        var options = new TransportOptions
        {
            Authentication = AuthenticationScheme.Password,
            UserName = "alice",
            Password = Secret.Of("s3cret"),
            Headers = new Dictionary<string, string> { ["Cookie"] = "s3cret" },
        };
        using var transport = Transport(server, options);
        var call = new HttpCall("REPORT", new Uri($"http://bob:s3cret@127.0.0.1:{server.Port}/cal/?token=s3cret")) { Body = "<ask/>"u8.ToArray(), Depth = "0" };

        await ExchangeAsync(transport, call);

        Assert.Equal(3, Log.DebugLines.Count);
        Assert.StartsWith($"> REPORT {server.Uri}cal/?token=*** HTTP/1.1", Log.DebugLines[0]);
        Assert.Contains("> Authorization: Basic ***", Log.DebugLines[0]);
        Assert.Contains("> Depth: 0", Log.DebugLines[0]);
        Assert.Contains("<ask/>", Log.DebugLines[0]);
        Assert.StartsWith("< HTTP/1.1 207 Status 207", Log.DebugLines[1]);
        Assert.Contains("< ETag: \"1\"", Log.DebugLines[1]);
        Assert.Contains("<answer/>y", Log.DebugLines[2]);
        Assert.Contains("9009 bytes", Log.DebugLines[2]);
        Assert.InRange(Log.DebugLines[2].Length, 4000, 4400);
        Assert.DoesNotContain("s3cret", Log.Everything);
        Assert.DoesNotContain(Convert.ToBase64String("alice:s3cret"u8), Log.Everything);
    }

    [Fact]
    public async Task Nothing_is_rendered_when_nobody_reads_it()
    {
        var quiet = new RecordingLog { WantsDebug = false };
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, "x"));
        using var transport = Transport(server);

        using (var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), new RequestContext(quiet), Token)) Read(answer);

        Assert.Equal("", quiet.Everything);
    }
}
