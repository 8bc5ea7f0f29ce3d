using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>A server on loopback that answers each request as a function says, byte by byte, and records the requests.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly LoopbackAcceptor _acceptor;
    private readonly Func<WireRequest, WireResponse> _handler;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private int _requestCount;

    /// <param name="handler">The answer to each request; called from several threads when several connections are open.</param>
    /// <param name="certificate">Makes it an https server.</param>
    public ScriptedServer(Func<WireRequest, WireResponse> handler, X509Certificate2? certificate = null)
    {
        _handler = handler;
        _certificate = certificate;
        _acceptor = new LoopbackAcceptor(ServeAsync);
        Uri = new Uri($"{(certificate == null ? "http" : "https")}://127.0.0.1:{Port}/");
    }

    public Uri Uri { get; }

    public int Port => _acceptor.Port;

    /// <summary>The requests so far, in the order they were complete.</summary>
    public IReadOnlyList<WireRequest> Requests => _requests.ToArray();

    public int Connections => _acceptor.Connections;

    public Uri At(string pathAndQuery) => new(Uri, pathAndQuery);

    public ValueTask DisposeAsync() => _acceptor.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                await using var opened = stream = await SecureAsync(stream);
                using var reader = new BufferedStream(stream, 16384);
                while (await ReadAsync(reader, connection) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!await AnswerAsync(stream, _handler(request))) return;
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The other side went away, or the test is over: both are what tests of broken connections do.
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (_certificate == null) return stream;
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _acceptor.End);
        return secured;
    }

    private async Task<bool> AnswerAsync(Stream stream, WireResponse response)
    {
        var bytes = response.Bytes();
        var length = Math.Min(bytes.Length, response.CutLength ?? bytes.Length);
        var held = response.HoldUntil == null ? length : Math.Min(response.HoldLength, length);
        await stream.WriteAsync(bytes.AsMemory(0, held), _acceptor.End);
        await stream.FlushAsync(_acceptor.End);
        if (response.HoldUntil != null) await response.HoldUntil.WaitAsync(_acceptor.End);
        await stream.WriteAsync(bytes.AsMemory(held, length - held), _acceptor.End);
        await stream.FlushAsync(_acceptor.End);
        return !response.Close && response.CutLength == null;
    }

    private async Task<WireRequest?> ReadAsync(Stream stream, int connection)
    {
        if (await LineAsync(stream) is not { Length: > 0 } first) return null;
        var headers = new List<KeyValuePair<string, string>>();
        var length = 0;
        while (await LineAsync(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line[15..].Trim());
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, _acceptor.End);
        var parts = first.Split(' ');
        return new WireRequest(parts[0], parts[1], headers, body, connection, Interlocked.Increment(ref _requestCount));
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _acceptor.End) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }
}
