using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

/// <summary>A server that is out of order costs a job one series of retries, not one for each request.</summary>
public sealed class PatienceTests : TransportTest
{
    [Theory]
    [InlineData("86400", "in 24 hours")]
    [InlineData("1201", "in 21 minutes")]
    [InlineData("Fri, 01 Mar 2126 12:00:00 GMT", "in 36524 days")]
    public async Task Q127_a_server_that_wants_hours_is_not_waited_for(string retryAfter, string words)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(503, "", ("Retry-After", retryAfter)));
        using var transport = Transport(server);

        for (var i = 1; i <= 3; i++)
        {
            var error = await Assert.ThrowsAsync<ServerBusyException>(() => GetAsync(transport, server.Uri));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.True(error.RetryAfter > TimeSpan.FromMinutes(20));
            Assert.Equal(i, server.Requests.Count);
        }

        Assert.Empty(Clock.Delays);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task After_one_series_in_vain_each_request_is_sent_once_until_the_server_is_back(int status)
    {
        var isBroken = true;
        await using var server = new ScriptedServer(_ => WireResponse.Of(isBroken ? status : 200));
        using var transport = Transport(server);

        for (var i = 0; i < 4; i++) await TryAsync(transport, "GET", server.Uri);
        Assert.Equal(8, server.Requests.Count);
        Assert.Equal(4, Clock.Delays.Count);

        isBroken = false;
        Assert.Equal(200, await TryAsync(transport, "GET", server.Uri));
        isBroken = true;
        await TryAsync(transport, "GET", server.Uri);
        Assert.Equal(14, server.Requests.Count);

        Clock.Advance(Patience.Recovery);
        await TryAsync(transport, "GET", server.Uri);
        Assert.Equal(19, server.Requests.Count);
    }

    [Fact]
    public void A_series_in_vain_beside_others_that_succeed_says_nothing_about_the_server()
    {
        var patience = new Patience(Clock);
        var before = patience.Answers;
        patience.Answered();
        Assert.False(patience.Lose(before));
        Assert.False(patience.IsLost);
        Assert.True(patience.Lose(patience.Answers));
        Assert.True(patience.IsLost);
        patience.Answered();
        Assert.False(patience.IsLost);
    }

    [Theory]
    [InlineData("2", 30, 200, 31)]
    [InlineData("2", 1000, 429, 41)]
    [InlineData("60", 30, 429, 5)]
    public async Task Q128_where_others_are_served_a_request_waits_for_its_turn(string retryAfter, int refusals, int status, int requests)
    {
        HttpTransport? transport = null;
        var sent = 0;
        await using var server = new ScriptedServer(request =>
        {
            if (request.Target == "/other") return WireResponse.Of(200);
            sent++;
            GetAsync(transport!, new Uri(request.Header("X-Server")!)).Wait(Token);
            return sent > refusals ? WireResponse.Of(200) : WireResponse.Of(429, "", ("Retry-After", retryAfter));
        });
        using (transport = new HttpTransport(new TransportOptions { Headers = new Dictionary<string, string> { ["X-Server"] = server.At("other").AbsoluteUri } }, server.Uri, Clock))
        {
            Assert.Equal(status, await TryAsync(transport, "GET", server.At("limited")));
        }

        Assert.Equal(requests, sent);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Q129_a_501_of_a_server_that_never_writes_is_its_last_word(string method)
    {
        await using var server = new ScriptedServer(request => WireResponse.Of(request.Method == "GET" ? 200 : 501, "no"));
        using var transport = Transport(server);

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(501, await TryAsync(transport, method, server.Uri));
            Assert.Equal(200, await TryAsync(transport, "GET", server.Uri));
        }

        Assert.Equal([1, 2, 4, 8], Clock.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(104, server.Requests.Count);
    }

    [Fact]
    public async Task Q129_a_501_among_writes_that_succeed_is_repeated_every_time()
    {
        await using var server = new ScriptedServer(request => WireResponse.Of(request.Number % 3 == 0 ? 201 : 501));
        using var transport = Transport(server);

        for (var i = 0; i < 20; i++) Assert.Equal(201, await TryAsync(transport, "PUT", server.Uri));

        Assert.Equal(60, server.Requests.Count);
    }

    [Theory]
    [InlineData(1.2, "2 seconds")]
    [InlineData(299, "299 seconds")]
    [InlineData(300, "5 minutes")]
    [InlineData(10799, "180 minutes")]
    [InlineData(10800, "3 hours")]
    [InlineData(259200, "3 days")]
    public void Waits_are_told_in_the_unit_people_use(double seconds, string text) => Assert.Equal(text, WaitText.Of(TimeSpan.FromSeconds(seconds)));

    private async Task<int?> TryAsync(HttpTransport transport, string method, Uri address)
    {
        try
        {
            return (await ExchangeAsync(transport, new HttpCall(method, address))).Status;
        }
        catch (ServerBusyException error)
        {
            return error.StatusCode;
        }
    }
}
