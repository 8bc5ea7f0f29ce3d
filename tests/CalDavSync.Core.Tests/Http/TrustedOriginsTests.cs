using System;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class TrustedOriginsTests : TransportTest
{
    [Theory]
    [InlineData("https://caldav.icloud.com/", "https://p42-caldav.icloud.com/", true)]
    [InlineData("https://caldav.icloud.com/", "https://p42-caldav.icloud.com:8443/", true)]
    [InlineData("https://caldav.icloud.com/", "https://icloud.com/", true)]
    [InlineData("https://example.org/", "https://dav.example.org/", true)]
    [InlineData("https://dav.example.org/", "https://DAV.example.org:8443/", true)]
    [InlineData("http://localhost:8008/", "https://localhost:8443/", true)]
    [InlineData("https://caldav.icloud.com/", "http://p42-caldav.icloud.com/", false)]
    [InlineData("https://caldav.icloud.com/", "https://caldav.icloud.com.evil.org/", false)]
    [InlineData("https://caldav.icloud.com/", "https://evilicloud.com/", false)]
    [InlineData("https://example.org/", "https://evil.org/", false)]
    [InlineData("https://shop.co.uk/", "https://evil.co.uk/", false)]
    [InlineData("https://intranet/", "https://evil.intranet/", false)]
    [InlineData("https://192.0.2.1/", "https://3.0.2.1/", false)]
    [InlineData("https://dav.example.org/", "https://192.0.2.1/", false)]
    public void Credentials_may_follow_over_https_within_the_same_parent_domain(string origin, string other, bool trusted)
    {
        using var transport = new HttpTransport(new TransportOptions(), new Uri(origin), Clock);

        Assert.Equal(trusted, transport.TrustHost(new Uri(other), Context));

        Assert.Equal(trusted ? 1 : 0, Log.VerboseLines.Count);
    }

    [Fact]
    public async Task A_trusted_host_gets_the_credentials_and_others_do_not()
    {
        using var handler = new CountingHandler();
        var options = new TransportOptions { Authentication = AuthenticationScheme.Bearer, Token = Secret.Of("c") };
        using var transport = new HttpTransport(options, new Uri("https://caldav.icloud.com/"), Clock, handler);
        var other = new Uri("https://p42-caldav.icloud.com/123/");

        await GetAsync(transport, other);
        Assert.Null(handler.LastAuthorization);

        Assert.True(transport.TrustHost(other, Context));
        await GetAsync(transport, other);
        Assert.Equal("Bearer c", handler.LastAuthorization);

        await GetAsync(transport, new Uri("https://p43-caldav.icloud.com/"));
        Assert.Null(handler.LastAuthorization);
    }
}
