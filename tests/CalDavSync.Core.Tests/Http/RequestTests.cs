using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class RequestTests : TransportTest
{
    [Fact]
    public async Task A_report_goes_out_with_a_length_and_without_expect_or_br()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(207, "<multistatus/>"));
        using var transport = Transport(server, new TransportOptions { UserAgent = "Test/1" });
        var call = new HttpCall("REPORT", server.At("cal/")) { Body = Encoding.UTF8.GetBytes("<sync/>"), ContentType = "text/xml; charset=utf-8", Depth = "0" };

        var (status, text) = await ExchangeAsync(transport, call);

        Assert.Equal((207, "<multistatus/>"), (status, text));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("REPORT", "/cal/", "<sync/>"), (request.Method, request.Target, request.Text));
        Assert.Equal("7", request.Header("Content-Length"));
        Assert.Equal("text/xml; charset=utf-8", request.Header("Content-Type"));
        Assert.Equal("0", request.Header("Depth"));
        Assert.Equal("gzip, deflate", request.Header("Accept-Encoding"));
        Assert.Equal("Test/1", request.Header("User-Agent"));
        Assert.Null(request.Header("Expect"));
        Assert.Null(request.Header("Transfer-Encoding"));
        Assert.Null(request.Header("Authorization"));
    }

    [Theory]
    [InlineData("/a%41b%7E.ics")]
    [InlineData("/a%2Fb%2f.ics")]
    [InlineData("/%c3%bc.ics")]
    [InlineData("/co%3Alon:x@'.ics?q=%41")]
    [InlineData("/per%2525cent.ics")]
    public async Task Q84_escapes_reach_the_server_as_given(string target)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        using var transport = Transport(server);

        await GetAsync(transport, server.At(target));

        Assert.Equal(target, Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task Characters_that_may_not_be_sent_are_escaped()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        using var transport = Transport(server);

        await GetAsync(transport, server.At("ü x%41.ics"));

        Assert.Equal("/%C3%BC%20xA.ics", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task User_headers_override_the_default_ones_but_not_the_framing()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        var headers = new Dictionary<string, string> { ["user-agent"] = "Mine", ["X-Trace"] = "7", ["Accept-Encoding"] = "br", ["Expect"] = "100-continue" };
        using var transport = Transport(server, new TransportOptions { Headers = headers });

        await GetAsync(transport, server.Uri);

        var request = Assert.Single(server.Requests);
        Assert.Equal("Mine", request.Header("User-Agent"));
        Assert.Equal("7", request.Header("X-Trace"));
        Assert.Equal("gzip, deflate", request.Header("Accept-Encoding"));
        Assert.Null(request.Header("Expect"));
    }

    [Theory]
    [InlineData("Bad name", "x")]
    [InlineData("X-Split", "a\r\nEvil: 1")]
    [InlineData("X-Wide", "ü")]
    public void A_header_that_cannot_be_sent_is_refused_by_name(string name, string value)
    {
        var options = new TransportOptions { Headers = new Dictionary<string, string> { [name] = value } };

        var error = Assert.Throws<ArgumentException>(() => new HttpTransport(options, new Uri("http://localhost/"), Clock));

        Assert.Contains(name, error.Message);
    }

    [Fact]
    public void A_user_agent_cannot_bring_a_header_of_its_own()
    {
        var options = new TransportOptions { UserAgent = "Job/1\r\nX-Evil: 1" };

        Assert.Throws<ArgumentException>(() => new HttpTransport(options, new Uri("http://localhost/"), Clock));
    }

    [Fact]
    public async Task User_information_of_an_address_is_never_sent()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        using var transport = Transport(server);
        var address = new Uri($"http://bob:hunter2@127.0.0.1:{server.Port}/x#part");

        using var answer = await transport.SendAsync(new HttpCall("GET", address), Context, Token);

        Assert.Equal("/x", Assert.Single(server.Requests).Target);
        Assert.Null(server.Requests[0].Header("Authorization"));
        Assert.Equal(server.At("x"), answer.Uri);
        Assert.Equal("", answer.Uri.UserInfo);
        Assert.DoesNotContain("hunter2", Log.Everything);
    }

    [Fact]
    public async Task Headers_of_answer_and_content_can_be_asked_for()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, "x", ("ETag", "unquoted"), ("DAV", "1, 2"), ("DAV", "calendar-access"), ("Content-Type", "text/xml")));
        using var transport = Transport(server);

        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

        Assert.Equal("unquoted", answer.FirstHeader("etag"));
        Assert.Equal("1, 2, calendar-access", string.Join(", ", answer.Header("DAV")));
        Assert.Equal("text/xml", answer.FirstHeader("Content-Type"));
        Assert.Null(answer.FirstHeader("Absent"));
    }

    [Fact]
    public async Task Connections_are_used_again_and_requests_counted()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(207, new string('x', 5000)).Chunked());
        using var transport = Transport(server);

        for (var i = 0; i < 20; i++) await GetAsync(transport, server.Uri);

        Assert.Equal(1, server.Connections);
        Assert.Equal(20, Context.Requests);
        Assert.Equal(100_000, Context.BytesReceived);
    }

    [Fact]
    public async Task A_chunked_body_whose_end_mark_was_not_read_does_not_cost_the_connection()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(207, new string('x', 5000)).Chunked());
        using var transport = Transport(server);

        for (var i = 0; i < 5; i++)
        {
            using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
            answer.Body.ReadExactly(new byte[5000]);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Thirty_two_requests_run_at_once()
    {
        var all = new TaskCompletionSource();
        var running = 0;
        await using var server = new ScriptedServer(_ =>
        {
            if (System.Threading.Interlocked.Increment(ref running) == 32) all.SetResult();
            return WireResponse.Of(200).HoldAt(0, all.Task);
        });
        using var transport = Transport(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => GetAsync(transport, server.Uri)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Q128_requests_keep_their_distance()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        using var transport = Transport(server, new TransportOptions { MinimumSpacing = TimeSpan.FromSeconds(2) });

        for (var i = 0; i < 3; i++) await GetAsync(transport, server.Uri);

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], Clock.Delays);
    }
}
