using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Http;

/// <summary>Why a request got no answer, and what that says about sending it again.</summary>
internal sealed class SendFailure
{
    private static readonly TimeSpan ResolveTime = TimeSpan.FromSeconds(2);

    private SendFailure(CalDavException error, FailureKind kind)
    {
        Error = error;
        Kind = kind;
        if (error is ConnectionFailedException failed) failed.WasNeverSent = kind == FailureKind.NotSent;
    }

    public CalDavException Error { get; }

    public FailureKind Kind { get; }

    /// <summary>The time allowed for the whole answer is over.</summary>
    public static SendFailure TimedOut(Exchange exchange, TimeSpan limit) => new(exchange.TimedOut(limit), FailureKind.Final);

    /// <summary>The runtime gave up connecting: a cancellation that nobody here asked for.</summary>
    public static async Task<SendFailure> ConnectTimedOutAsync(Exchange exchange, TimeSpan limit, Exception cause)
    {
        var message = $"{await ServerAsync(exchange.Address).ConfigureAwait(false)} did not accept a connection within {limit.TotalSeconds:0.###} seconds. "
            + "Check host, port and firewall, or allow more time with -ConnectionTimeoutSeconds.";
        return new(exchange.Describe(new ConnectionFailedException(message, cause)), FailureKind.NotSent);
    }

    /// <summary>Judges an exception of the HTTP handler.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="cause">The exception.</param>
    /// <param name="certificates">Knows why a certificate was rejected.</param>
    /// <param name="proxy">The proxy on the way to the server; null when there is none.</param>
    /// <param name="hasAnswered">The server has answered a request before.</param>
    public static async Task<SendFailure> FromAsync(Exchange exchange, Exception cause, CertificateCheck certificates, Uri? proxy, bool hasAnswered)
    {
        if (Find<AuthenticationException>(cause) is { } tls) return new(Rejected(exchange, tls, certificates), FailureKind.Final);
        var socket = Find<SocketException>(cause);
        if (socket != null && cause.InnerException == socket) return await NotConnectedAsync(exchange, cause, socket.SocketErrorCode, proxy).ConfigureAwait(false);
        var kind = socket?.SocketErrorCode == SocketError.ConnectionRefused ? FailureKind.NotSent : FailureKind.ConnectionLost;
        var error = new ConnectionFailedException($"The connection was lost during {exchange.Name}: {Innermost(cause).Message} {Remedy(exchange.Address, hasAnswered)}", cause);
        return new(exchange.Describe(error), kind);
    }

    /// <summary>True for exceptions that are about the connection and not about this program.</summary>
    public static bool IsTransport(Exception error) => error is HttpRequestException or IOException or SocketException or AuthenticationException;

    private static string Remedy(Uri address, bool hasAnswered)
    {
        if (hasAnswered) return "Try again.";
        return address.Scheme == "http"
            ? $"It answered nothing so far: if https is spoken there, use {PlainToSecure.Secure(address)}"
            : "It answered nothing so far: check host and port.";
    }

    private static async Task<SendFailure> NotConnectedAsync(Exchange exchange, Exception cause, SocketError code, Uri? proxy)
    {
        // With a proxy it is the proxy that is connected to: the server itself was not asked for.
        var (peer, role) = proxy == null ? (exchange.Address, string.Empty) : (proxy, "the proxy ");
        if (code is SocketError.HostNotFound or SocketError.NoData)
        {
            var unknown = new ConnectionFailedException($"The host name '{peer.Host}'{(proxy == null ? string.Empty : " of the proxy")} is not known. Check the spelling.", cause);
            return new(exchange.Describe(unknown), FailureKind.Final);
        }

        var server = code == SocketError.TryAgain ? peer.Host : await ServerAsync(peer).ConfigureAwait(false);
        var error = new ConnectionFailedException($"No connection to {role}{server}: {Innermost(cause).Message}. Check host, port and network.", cause);
        return new(exchange.Describe(error), FailureKind.NotSent);
    }

    // A handshake that fails before there is a certificate says nothing about any certificate.
    private static CalDavException Rejected(Exchange exchange, AuthenticationException tls, CertificateCheck certificates)
    {
        var (host, port) = (exchange.Address.Host, exchange.Address.Port);
        if (certificates.ReasonFor(host) is not { } reason)
            return exchange.Describe(new ConnectionFailedException($"No secure connection to {host}:{port}: {Innermost(tls).Message} Check that https is spoken there.", tls));
        var message = $"The certificate of {host} was rejected: {reason}. Correct it on the server, trust its issuer, or use -SkipCertificateCheck knowingly.";
        return exchange.Describe(new CertificateRejectedException(message, tls));
    }

    // One of several addresses may be broken (IPv6 at times, Q136): naming them all shows where to look.
    private static async Task<string> ServerAsync(Uri address)
    {
        var server = $"{address.Host}:{address.Port}";
        if (IPAddress.TryParse(address.DnsSafeHost, out _)) return server;
        try
        {
            var resolving = Dns.GetHostAddressesAsync(address.DnsSafeHost);
            if (await Task.WhenAny(resolving, Task.Delay(ResolveTime)).ConfigureAwait(false) != resolving) return server;
            var addresses = await resolving.ConfigureAwait(false);
            return $"{server} ({string.Join(", ", addresses.Select(one => one.ToString()))})";
        }
        catch (SocketException)
        {
            // The message is about the connection; without the addresses it only says less.
            return server;
        }
    }

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        while (error != null && error is not T) error = error.InnerException;
        return (T?)error;
    }

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException != null) error = error.InnerException;
        return error;
    }
}
