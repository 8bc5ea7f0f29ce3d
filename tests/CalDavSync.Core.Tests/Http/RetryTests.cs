using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class RetryTests : TransportTest
{
    private const string UsageLimit = "<errors><error><domain>usageLimits</domain><code>rateLimitExceeded</code></error></errors>";
    private const string EmptyError = "<?xml version='1.0'?>\n<D:error xmlns:D='DAV:'/>";

    [Theory]
    [InlineData("GET", 429)]
    [InlineData("GET", 502)]
    [InlineData("REPORT", 503)]
    [InlineData("PROPFIND", 504)]
    [InlineData("GET", 507)]
    [InlineData("PUT", 429)]
    [InlineData("DELETE", 503)]
    [InlineData("PUT", 501)]
    [InlineData("DELETE", 501)]
    public async Task Temporary_statuses_are_tried_again_with_growing_waits(string method, int status)
    {
        await using var server = new ScriptedServer(request => request.Number <= 3 ? WireResponse.Of(status, "no") : WireResponse.Of(200, "yes"));
        using var transport = Transport(server);

        var result = await ExchangeAsync(transport, new HttpCall(method, server.Uri) { Body = "body"u8.ToArray() });

        Assert.Equal((200, "yes"), result);
        Assert.Equal([1, 2, 4], Clock.Delays.Select(delay => delay.TotalSeconds));
        Assert.All(server.Requests, request => Assert.Equal("body", request.Text));
        Assert.Equal(3, Log.VerboseLines.Count(line => line.Contains("Retry ")));
        Assert.Equal(4, Context.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(0.0, 0.75)]
    [InlineData(0.999, 1.25)]
    public async Task Waits_have_jitter(double random, double seconds)
    {
        Clock.Random = random;
        await using var server = new ScriptedServer(request => WireResponse.Of(request.Number == 1 ? 503 : 200));
        using var transport = Transport(server);

        await GetAsync(transport, server.Uri);

        Assert.Equal(seconds, Assert.Single(Clock.Delays).TotalSeconds, 2);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("1200", 120)]
    [InlineData("Sun, 01 Mar 2026 12:00:30 GMT", 30)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Sun, 01 Mar 2026 12:19:00 GMT", 120)]
    [InlineData("soon", 1)]
    [InlineData("-5", 1)]
    [InlineData("99999999999999999999", 1)]
    public async Task Q127_retry_after_is_honoured_and_clamped(string value, double seconds)
    {
        await using var server = new ScriptedServer(request =>
            request.Number == 1 ? WireResponse.Of(503, "", ("Retry-After", value)) : WireResponse.Of(200));
        using var transport = Transport(server);

        await GetAsync(transport, server.Uri);

        Assert.Equal(seconds, Assert.Single(Clock.Delays).TotalSeconds);
    }

    [Theory]
    [InlineData(429, "slow down\u0007\n please")]
    [InlineData(503, "")]
    [InlineData(403, UsageLimit)]
    [InlineData(403, EmptyError)]
    [InlineData(403, "<error xmlns=\"DAV:\">\n</error>")]
    [InlineData(403, "{\"error\": {\"errors\": [{\"reason\": \"userRateLimitExceeded\"}]}}")]
    [InlineData(403, "slow down")]
    public async Task Q16_Q125_a_server_that_stays_busy_is_an_error_that_says_when(int status, string body)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(status, body, ("Retry-After", "9")));
        using var transport = Transport(server, new TransportOptions { MaximumRetryCount = 2 });

        var error = await Assert.ThrowsAsync<ServerBusyException>(() => GetAsync(transport, server.Uri));

        Assert.Equal(TimeSpan.FromSeconds(9), error.RetryAfter);
        Assert.Equal((status, "GET", server.Uri), (error.StatusCode, error.Method, error.Uri));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(2, Clock.Delays.Count);
        if (status == 429) Assert.Equal("slow down please", error.ResponseExcerpt);
    }

    [Theory]
    [InlineData("<D:error xmlns:D='DAV:'><D:valid-sync-token/></D:error>")]
    [InlineData("<D:error xmlns:D='DAV'/>")]
    [InlineData("<html>Forbidden</html>")]
    [InlineData("<error")]
    [InlineData("")]
    public async Task Another_403_is_the_callers_with_its_body(string body)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(403, body));
        using var transport = Transport(server);

        Assert.Equal((403, body), await GetAsync(transport, server.Uri));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_403_longer_than_the_look_ahead_is_given_whole()
    {
        var body = "<D:error xmlns:D='DAV:'><D:x/>" + new string('x', 100_000) + "</D:error>";
        await using var server = new ScriptedServer(_ => WireResponse.Of(403, body).Gzip());
        using var transport = Transport(server);

        Assert.Equal((403, body), await GetAsync(transport, server.Uri));
    }

    [Theory]
    [InlineData("GET", 500, 1)]
    [InlineData("GET", 501, 1)]
    [InlineData("GET", 502, 5)]
    [InlineData("GET", 504, 5)]
    [InlineData("GET", 507, 5)]
    [InlineData("PUT", 502, 1)]
    [InlineData("PUT", 507, 1)]
    [InlineData("DELETE", 504, 1)]
    public async Task Failures_are_returned_in_the_end(string method, int status, int requests)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(status, "why"));
        using var transport = Transport(server);

        Assert.Equal((status, "why"), await ExchangeAsync(transport, new HttpCall(method, server.Uri)));

        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Q41_a_507_with_a_multistatus_is_an_answer()
    {
        var body = "<?xml version='1.0'?><multistatus xmlns='DAV:'>" + new string(' ', 20_000) + "</multistatus>";
        await using var server = new ScriptedServer(_ => WireResponse.Of(507, body));
        using var transport = Transport(server);

        Assert.Equal((507, body), await ExchangeAsync(transport, new HttpCall("REPORT", server.Uri)));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_conditional_write_said_to_be_repeatable_is_repeated()
    {
        await using var server = new ScriptedServer(request => WireResponse.Of(request.Number == 1 ? 502 : 204));
        using var transport = Transport(server);

        var (status, _) = await ExchangeAsync(transport, new HttpCall("PUT", server.Uri) { Body = [1], IsRepeatable = true });

        Assert.Equal(204, status);
    }

    [Fact]
    public async Task Q135_the_first_broken_connection_is_repeated_at_once_and_for_free()
    {
        await using var server = new ScriptedServer(request =>
            request.Number == 2 ? WireResponse.Nothing() : WireResponse.Of(200, request.Number.ToString()));
        using var transport = Transport(server, new TransportOptions { MaximumRetryCount = 0 });

        Assert.Equal("1", (await GetAsync(transport, server.Uri)).Text);
        Assert.Equal("3", (await GetAsync(transport, server.Uri)).Text);

        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task Connections_that_keep_breaking_are_given_up_after_the_retries()
    {
        await using var server = new ScriptedServer(request => request.Number == 1 ? WireResponse.Of(200) : WireResponse.Of(200).CutAt(20));
        using var transport = Transport(server, new TransportOptions { MaximumRetryCount = 2 });
        await GetAsync(transport, server.Uri);

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() => GetAsync(transport, server.Uri));

        Assert.Equal((server.Uri, "GET", null), (error.Uri, error.Method, error.StatusCode));
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal([1, 2], Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_never_answered_is_given_up_soon()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200).CutAt(20));
        using var transport = Transport(server);

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains($"if https is spoken there, use https://127.0.0.1:{server.Port}/", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal([1], Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task A_call_can_ask_for_fewer_retries_than_the_connection_allows()
    {
        await using var server = new ScriptedServer(request => request.Number == 1 ? WireResponse.Of(200) : WireResponse.Of(200).CutAt(20));
        using var transport = Transport(server);
        await GetAsync(transport, server.Uri);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => ExchangeAsync(transport, new HttpCall("GET", server.Uri) { MaximumRetryCount = 0 }));

        Assert.Equal(3, server.Requests.Count);
        Assert.Empty(Clock.Delays);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PROPPATCH")]
    public async Task A_write_whose_answer_was_lost_is_not_repeated(string method)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Nothing());
        using var transport = Transport(server);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => ExchangeAsync(transport, new HttpCall(method, server.Uri) { Body = [1] }));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Q136_a_server_that_never_took_a_connection_is_tried_once_more_and_named(string method)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var transport = new HttpTransport(new TransportOptions { MaximumRetryCount = 2 }, new Uri($"http://localhost:{port}/"), Clock);

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(
            () => ExchangeAsync(transport, new HttpCall(method, new Uri($"http://localhost:{port}/x"))));

        Assert.Contains($"localhost:{port}", error.Message);
        Assert.Contains("127.0.0.1", error.Message);
        Assert.Single(Clock.Delays);
    }

    [Fact]
    public async Task An_unknown_host_is_told_at_once()
    {
        using var transport = new HttpTransport(new TransportOptions { MaximumRetryCount = 0, NoProxy = true }, new Uri("http://no-such-host.invalid/"), Clock);

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() => GetAsync(transport, new Uri("http://no-such-host.invalid/")));

        Assert.Contains("no-such-host.invalid", error.Message);
    }

    [Fact]
    public async Task Servers_that_close_each_connection_get_a_fresh_one_each_time()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(207, new string('x', 3000)).Http10());
        using var transport = Transport(server);

        for (var i = 0; i < 200; i++)
        {
            var call = new HttpCall("PUT", server.Uri) { Body = Encoding.ASCII.GetBytes(new string('y', 500)) };
            Assert.Equal(207, (await ExchangeAsync(transport, call)).Status);
        }

        Assert.Equal(200, server.Requests.Count);
        Assert.Single(Log.VerboseLines, line => line.Contains("closes the connection"));
    }

    [Fact]
    public async Task One_closed_connection_does_not_make_a_closing_server()
    {
        await using var server = new ScriptedServer(request => request.Number % 5 == 0 ? WireResponse.Of(200).Closing() : WireResponse.Of(200));
        using var transport = Transport(server);

        for (var i = 0; i < 20; i++) await GetAsync(transport, server.Uri);

        Assert.Equal(4, server.Connections);
    }
}
