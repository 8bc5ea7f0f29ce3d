using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>Listens on loopback and serves each connection on its own, until it is disposed and all of them have ended.</summary>
internal sealed class LoopbackAcceptor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<TcpClient, int, Task> _serve;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _count;

    /// <param name="serve">Serves a connection, given with its number, counted from 1; never throws, and ends when <see cref="End"/> is cancelled.</param>
    public LoopbackAcceptor(Func<TcpClient, int, Task> serve)
    {
        _serve = serve;
        End = _end.Token;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The test is over.</summary>
    public CancellationToken End { get; }

    public int Connections => Volatile.Read(ref _count);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(End);
                client.NoDelay = true;
                int number = Interlocked.Increment(ref _count);
                // Apart from here: a first request that is there already would be answered before the next connection is accepted.
                _connections.Add(Task.Run(() => _serve(client, number)));
            }
            // InvalidOperationException, of which ObjectDisposedException is one: the listener was stopped just before the call.
            catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
