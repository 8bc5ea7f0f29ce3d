using System;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class CertificateTests : TransportTest
{
    [Fact]
    public async Task A_rejected_certificate_says_why_and_sends_nothing()
    {
        using var certificate = TestCertificate.Create("other.example");
        await using var server = new ScriptedServer(_ => WireResponse.Of(200), certificate);
        using var transport = Transport(server, SignedIn());

        var error = await Assert.ThrowsAsync<CertificateRejectedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("'other.example', not for '127.0.0.1'", error.Message);
        Assert.Contains("-SkipCertificateCheck", error.Message);
        Assert.Equal(server.Uri, error.Uri);
        Assert.Empty(server.Requests);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task The_check_can_be_skipped()
    {
        using var certificate = TestCertificate.Create("other.example");
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, "x"), certificate);
        using var transport = Transport(server, new TransportOptions { SkipCertificateCheck = true });

        Assert.Equal("x", (await GetAsync(transport, server.Uri)).Text);
    }

    [Fact]
    public async Task Https_on_a_plain_port_is_named_and_no_certificate_blamed()
    {
        using var listener = new PlainSpeaker();
        var address = new Uri($"https://127.0.0.1:{listener.Port}/");
        using var transport = new HttpTransport(new TransportOptions { MaximumRetryCount = 0 }, address, Clock);

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() => GetAsync(transport, address));

        Assert.Contains("https", error.Message);
    }
}
