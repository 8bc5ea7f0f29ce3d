using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Text;

namespace CalDavSync.Http;

/// <summary>Makes the runtime's HTTP handler with everything off that this transport does itself.</summary>
internal static class HttpHandlers
{
    private const int ConnectionsPerServer = 64;

    /// <summary>Handler for one connection.</summary>
    /// <param name="options">The user's settings.</param>
    /// <param name="origin">Where the credentials of the process may go.</param>
    /// <param name="certificates">Judges the server's certificate.</param>
    /// <param name="reuse">False: every request gets its own connection. Where the runtime cannot be told so, this changes nothing.</param>
    public static HttpMessageHandler Create(TransportOptions options, Uri origin, CertificateCheck certificates, bool reuse)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = ConnectionsPerServer,
            ServerCertificateCustomValidationCallback = certificates.Accept,
        };
        if (options.Certificate != null)
        {
            handler.ClientCertificateOptions = ClientCertificateOption.Manual;
            handler.ClientCertificates.Add(options.Certificate);
        }

        if (options.Authentication == AuthenticationScheme.Integrated) handler.Credentials = ProcessIdentity(origin);
        SetProxy(handler, options);
        Tune(handler, options, reuse);
        return handler;
    }

    /// <summary>The proxy on the way to an address; null when there is none.</summary>
    public static Uri? ProxyTo(Uri address, TransportOptions options)
    {
        if (options.NoProxy) return null;
        if (options.Proxy != null) return options.Proxy;
        // GetProxy answers for addresses too that NO_PROXY goes around.
        if (WebRequest.DefaultWebProxy is not { } system || system.IsBypassed(address)) return null;
        var proxy = system.GetProxy(address);
        return proxy == address ? null : proxy;
    }

    private static CredentialCache ProcessIdentity(Uri origin)
    {
        var server = new Uri(WireAddress.Server(origin));
        return new CredentialCache
        {
            { server, "Negotiate", CredentialCache.DefaultNetworkCredentials },
            { server, "NTLM", CredentialCache.DefaultNetworkCredentials },
        };
    }

    private static void SetProxy(HttpClientHandler handler, TransportOptions options)
    {
        if (options.NoProxy)
        {
            handler.UseProxy = false;
        }
        else if (options.Proxy != null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredential };
        }
        else
        {
            handler.DefaultProxyCredentials = options.ProxyCredential;
        }
    }

    // SocketsHttpHandler is not in netstandard2.0, but on every runtime this module supports it is what HttpClientHandler works with.
    private static void Tune(HttpClientHandler handler, TransportOptions options, bool reuse)
    {
        foreach (var field in typeof(HttpClientHandler).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            if (field.FieldType.FullName != "System.Net.Http.SocketsHttpHandler" || field.GetValue(handler) is not { } sockets) continue;
            if (options.ConnectionTimeout > TimeSpan.Zero && options.ConnectionTimeout.TotalMilliseconds < int.MaxValue)
                Set(sockets, "ConnectTimeout", options.ConnectionTimeout);
            Set(sockets, "PooledConnectionLifetime", reuse ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
            Set(sockets, "PooledConnectionIdleTimeout", reuse ? TimeSpan.FromSeconds(30) : TimeSpan.Zero);

            // Closing an answer has to close its connection at once, or a cancelled read would go on; WireStream drains what is worth it.
            Set(sockets, "MaxResponseDrainSize", 0);
            SocketConnector.Install(sockets);
            if (sockets.GetType().GetProperty("RequestHeaderEncodingSelector") is { } selector)
                selector.SetValue(sockets, Delegate.CreateDelegate(selector.PropertyType, typeof(HttpHandlers), nameof(HeaderEncoding)));
        }
    }

    // As header bytes arrive: a realm outside ASCII goes back in the Digest answer octet by octet as the server spelled it.
    private static Encoding? HeaderEncoding(string name, HttpRequestMessage request) => name == "Authorization" ? DigestSession.HeaderOctets : null;

    private static void Set(object target, string property, object value) => target.GetType().GetProperty(property)?.SetValue(target, value);
}
