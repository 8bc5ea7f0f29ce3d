using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>Stands between a contestant and the server and counts; used in runs that are not timed.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private static readonly byte[] HostHeader = Encoding.ASCII.GetBytes("\nhost:");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private long _requests;
    private long _bytes;

    public CountingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address of the target as seen through the proxy.</summary>
    public Uri Address => new UriBuilder(_target) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>What passed since the last call.</summary>
    public Traffic Take() => new(string.Empty, Interlocked.Exchange(ref _requests, 0), Interlocked.Exchange(ref _bytes, 0));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token).ConfigureAwait(false);
            Task up = PumpAsync(client, server, CountRequests());
            Task down = PumpAsync(server, client, (_, count) => Interlocked.Add(ref _bytes, count));
            // A contestant that hangs up, or a server that closes, ends both directions.
            await Task.WhenAny(Task.WhenAll(up, down), down).ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<byte[], int> count)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int read = await from.GetStream().ReadAsync(buffer, _end.Token).ConfigureAwait(false);
            if (read == 0) break;
            count(buffer, read);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token).ConfigureAwait(false);
        }

        to.Client.Shutdown(SocketShutdown.Send);
    }

    // Every request has exactly one Host header, whatever its method and however it arrives in pieces.
    private Action<byte[], int> CountRequests()
    {
        int matched = 0;
        return (buffer, length) =>
        {
            for (int i = 0; i < length; i++)
            {
                byte lower = (byte)(buffer[i] is >= (byte)'A' and <= (byte)'Z' ? buffer[i] + 32 : buffer[i]);
                matched = lower == HostHeader[matched] ? matched + 1 : lower == HostHeader[0] ? 1 : 0;
                if (matched < HostHeader.Length) continue;
                matched = 0;
                Interlocked.Increment(ref _requests);
            }
        };
    }
}
