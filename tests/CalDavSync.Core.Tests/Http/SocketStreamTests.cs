using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class SocketStreamTests : IDisposable
{
    private readonly Socket _peer;
    private readonly SocketStream _stream;

    public SocketStreamTests()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndpoint);
        _peer = listener.AcceptSocket();
        _stream = new SocketStream(socket);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stream.Dispose();
        _peer.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public async Task Everything_arrives_in_order_whatever_the_reader_asks_for(int size)
    {
        byte[] sent = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251)).ToArray();
        Task sending = SendAsync(sent);
        var received = new MemoryStream();
        var buffer = new byte[size];
        bool synchronous = false;
        while (true)
        {
            int read = synchronous ? _stream.Read(buffer, 0, size) : await _stream.ReadAsync(buffer, 0, size, Token);
            synchronous = !synchronous;
            if (read == 0) break;
            received.Write(buffer, 0, read);
        }

        await sending;
        Assert.True(received.ToArray().AsSpan().SequenceEqual(sent));
        Assert.Equal(0, await _stream.ReadAsync(buffer, 0, size, Token));
    }

    [Fact]
    public async Task A_read_of_no_bytes_waits_for_some_and_takes_none()
    {
        Task<int> waiting = _stream.ReadAsync([], 0, 0, Token);
        Assert.False(waiting.IsCompleted);
        _peer.Send([42]);
        Assert.Equal(0, await waiting);
        var buffer = new byte[8];
        Assert.Equal(0, await _stream.ReadAsync(buffer, 0, 0, Token));
        Assert.Equal(1, await _stream.ReadAsync(buffer, 0, 8, Token));
        Assert.Equal(42, buffer[0]);
    }

    [Fact]
    public async Task A_cancelled_read_says_so_and_closes_the_connection()
    {
        using var cancellation = new CancellationTokenSource();
        Task<int> waiting = _stream.ReadAsync(new byte[8], 0, 8, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        // An end or a reset, depending on how far the read had come.
        int received = _peer.Receive(new byte[8], 0, 8, SocketFlags.None, out SocketError error);
        Assert.True(received == 0 && error is SocketError.Success or SocketError.ConnectionReset, $"{received} bytes, {error}");
    }

    [Fact]
    public async Task What_was_written_is_read_at_the_other_end()
    {
        await _stream.WriteAsync([1, 2], 0, 2, Token);
        _stream.Write([3], 0, 1);
        var buffer = new byte[3];
        for (int read = 0; read < 3;) read += _peer.Receive(buffer, read, 3 - read, SocketFlags.None);
        Assert.Equal([1, 2, 3], buffer);
    }

    [Fact]
    public async Task A_reset_while_nobody_reads_is_told_to_the_next_reader()
    {
        _peer.Send([1]);
        var buffer = new byte[8];
        Assert.Equal(1, await _stream.ReadAsync(buffer, 0, 8, Token));
        _peer.LingerState = new LingerOption(true, 0);
        _peer.Dispose();
        await Assert.ThrowsAsync<IOException>(() => _stream.ReadAsync(buffer, 0, 8, Token));
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;) sent += await _peer.SendAsync(bytes.AsMemory(sent, Math.Min(50_000, bytes.Length - sent)), Token);
        _peer.Shutdown(SocketShutdown.Send);
    }
}
