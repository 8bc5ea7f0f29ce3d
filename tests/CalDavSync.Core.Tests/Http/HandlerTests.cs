using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class HandlerTests : TransportTest
{
    private static readonly Uri Origin = new("https://dav.example.org/");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_handler_below_is_found_and_tuned(bool reuse)
    {
        using var handler = (HttpClientHandler)HttpHandlers.Create(
            new TransportOptions { ConnectionTimeout = TimeSpan.FromSeconds(7) }, Origin, new CertificateCheck(false), reuse);

        var sockets = Below(handler);

        Assert.Equal(TimeSpan.FromSeconds(7), sockets.ConnectTimeout);
        Assert.Equal(reuse, sockets.PooledConnectionLifetime > TimeSpan.Zero);
        Assert.Equal(reuse, sockets.PooledConnectionIdleTimeout > TimeSpan.Zero);
        Assert.Equal(0, sockets.MaxResponseDrainSize);
        Assert.NotNull(sockets.ConnectCallback);
        Assert.True(sockets.MaxConnectionsPerServer >= 32);
        Assert.False(sockets.AllowAutoRedirect);
        Assert.False(sockets.UseCookies);
    }

    [Fact]
    public void The_identity_of_the_process_and_a_client_certificate_are_for_the_origin()
    {
        using var certificate = TestCertificate.Create("alice");
        var options = new TransportOptions { Authentication = AuthenticationScheme.Integrated, Certificate = certificate };

        using var handler = (HttpClientHandler)HttpHandlers.Create(options, new Uri(Origin, "/cal/"), new CertificateCheck(false), true);

        Assert.Same(CredentialCache.DefaultNetworkCredentials, handler.Credentials!.GetCredential(new Uri(Origin, "/any/"), "Negotiate"));
        Assert.Null(handler.Credentials.GetCredential(new Uri("https://other.example.org/"), "Negotiate"));
        Assert.Equal(certificate.Thumbprint, Assert.IsType<X509Certificate2>(Assert.Single(handler.ClientCertificates)).Thumbprint);
    }

    [Fact]
    public async Task A_proxy_is_used_unless_told_otherwise()
    {
        await using var proxy = new ScriptedServer(_ => WireResponse.Of(200, "proxy"));
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, "server"));
        using var through = Transport(server, new TransportOptions { Proxy = proxy.Uri });
        using var direct = Transport(server, new TransportOptions { Proxy = proxy.Uri, NoProxy = true });

        Assert.Equal("proxy", (await GetAsync(through, server.At("a%41"))).Text);
        Assert.Equal("server", (await GetAsync(direct, server.Uri)).Text);

        Assert.Equal(server.Uri + "a%41", Assert.Single(proxy.Requests).Target);
    }

    [Fact]
    public async Task A_proxy_that_cannot_be_reached_is_named_in_place_of_the_server()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, "server"));
        using var transport = Transport(server, new TransportOptions { Proxy = new Uri("http://127.0.0.1:1/"), MaximumRetryCount = 0 });

        var error = await Assert.ThrowsAsync<ConnectionFailedException>(() => GetAsync(transport, server.Uri));

        Assert.StartsWith("No connection to the proxy 127.0.0.1:1:", error.Message, StringComparison.Ordinal);
        Assert.Equal(server.Uri, error.Uri);
    }

    [Fact]
    public void The_proxy_of_the_system_is_not_on_the_way_where_it_is_bypassed()
    {
        IWebProxy? before = WebRequest.DefaultWebProxy;
        try
        {
            WebRequest.DefaultWebProxy = new PartialProxy();
            Assert.Equal(PartialProxy.Address, HttpHandlers.ProxyTo(Origin, new TransportOptions()));
            Assert.Null(HttpHandlers.ProxyTo(new Uri("https://inside.example.org/"), new TransportOptions()));
        }
        finally
        {
            WebRequest.DefaultWebProxy = before;
        }
    }

    [Fact]
    public async Task A_connection_closed_by_another_command_is_told_as_closed()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        var transport = Transport(server);
        await GetAsync(transport, server.Uri);
        transport.Dispose();

        var error = await Assert.ThrowsAsync<NotConnectedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("closed", error.Message, StringComparison.Ordinal);
    }

    // Like that of the environment: the list of what to go around is only asked by IsBypassed. Other tests' loopback servers are none of its business.
    private sealed class PartialProxy : IWebProxy
    {
        public static readonly Uri Address = new("http://proxy.example.org:8080/");

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? destination : Address;

        public bool IsBypassed(Uri host) => host.Host == "inside.example.org";
    }

    private static SocketsHttpHandler Below(HttpClientHandler handler)
    {
        foreach (var field in typeof(HttpClientHandler).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            if (field.GetValue(handler) is SocketsHttpHandler sockets) return sockets;
        }

        throw new InvalidOperationException("This runtime's HttpClientHandler works with something else.");
    }
}
