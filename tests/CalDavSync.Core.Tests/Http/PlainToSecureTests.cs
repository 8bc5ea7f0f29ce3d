using System;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

/// <summary>Somebody writes http where https is spoken.</summary>
public class PlainToSecureTests : TransportTest
{
    [Fact]
    public async Task Http_to_a_port_that_speaks_TLS_fails_at_once_and_names_the_remedy()
    {
        using var certificate = TestCertificate.Create("localhost");
        await using var server = new ScriptedServer(_ => WireResponse.Of(200), certificate);

        var error = await ConnectAsync(new UriBuilder(server.Uri) { Scheme = "http" }.Uri);

        Assert.Contains($"use https://127.0.0.1:{server.Port}/", error.Message, StringComparison.Ordinal);
        Assert.InRange(Clock.TotalDelay, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_TLS_alert_in_place_of_an_answer_is_not_waited_for_to_go_away()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Raw("\u0015\u0003\u0003\u0000\u0002\u0002\u0046"));

        var error = await ConnectAsync(server.Uri);

        Assert.Contains($"if https is spoken there, use https://127.0.0.1:{server.Port}/", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(TimeSpan.FromSeconds(1), Clock.TotalDelay);
    }

    [Theory]
    [InlineData("<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>")]
    [InlineData("Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />")]
    [InlineData("Client sent an HTTP request to an HTTPS server.\n")]
    public async Task A_server_that_says_so_is_understood(string body)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(400, body, ("Content-Type", "text/html")));

        var error = await ConnectAsync(server.Uri);

        Assert.Contains($"use https://127.0.0.1:{server.Port}/", error.Message, StringComparison.Ordinal);
        Assert.Empty(Clock.Delays);
    }

    private async Task<ConnectionFailedException> ConnectAsync(Uri address)
    {
        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() =>
            CalDavClient.ConnectAsync(new ConnectRequest(address.AbsoluteUri, new TransportOptions()), Context, Clock, Token));
        Assert.Equal("http", error.Uri!.Scheme);
        return error;
    }
}
