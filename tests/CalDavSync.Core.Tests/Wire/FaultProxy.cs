using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>Stands between a client and a server and spoils one byte of what the server says, once, when it is armed.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly LoopbackAcceptor _acceptor;
    private readonly Uri _server;
    private readonly object _gate = new();
    private FaultKind? _fault;
    private long _at;
    private long _passed;

    public FaultProxy(Uri server)
    {
        _server = server;
        _acceptor = new LoopbackAcceptor((client, _) => ServeAsync(client));
        Uri = new Uri($"http://127.0.0.1:{_acceptor.Port}/");
    }

    public Uri Uri { get; }

    /// <summary>Bytes that went to the client since the proxy was armed.</summary>
    public long Passed
    {
        get
        {
            lock (_gate) return _passed;
        }
    }

    /// <summary>Counts from here; null counts only.</summary>
    public void Arm(FaultKind? fault, long at)
    {
        lock (_gate) (_fault, _at, _passed) = (fault, at, 0);
    }

    public ValueTask DisposeAsync() => _acceptor.DisposeAsync();

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _acceptor.End);
                using var closing = CancellationTokenSource.CreateLinkedTokenSource(_acceptor.End);
                Task asking = client.GetStream().CopyToAsync(server.GetStream(), closing.Token);
                await Task.WhenAny(asking, AnswerAsync(server.GetStream(), client.GetStream(), closing.Token));
                await closing.CancelAsync();
                await asking;
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client, CancellationToken cancellationToken)
    {
        var buffer = new byte[16384];
        bool garbled = false;
        while (true)
        {
            int read = await server.ReadAsync(buffer, cancellationToken);
            if (read == 0) return;
            (FaultKind? fault, int at) = Take(read);
            if (fault is null) at = 0;
            if (fault == FaultKind.Garble) buffer[at] ^= 0x15;
            garbled |= fault == FaultKind.Garble;
            await client.WriteAsync(buffer.AsMemory(0, at), cancellationToken);
            if (fault == FaultKind.Cut) return;
            if (fault == FaultKind.Delay) await Task.Delay(1, cancellationToken);
            await client.WriteAsync(buffer.AsMemory(at, read - at), cancellationToken);
            if (garbled && !server.DataAvailable) return;
        }
    }

    private (FaultKind? Fault, int At) Take(int count)
    {
        lock (_gate)
        {
            long before = _passed;
            _passed += count;
            if (_fault is not { } fault || _at < before || _at >= _passed) return default;
            _fault = null;
            return (fault, (int)(_at - before));
        }
    }
}
