using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>
/// One connection that reads ahead, 64 KB at a time, while its reader is still at work on what came before, and acknowledges at once what
/// it has read. A server that writes its answer in pieces and waits for each to be acknowledged (Nagle's algorithm, RFC 896) would else
/// pause up to 40 ms a piece on a kept connection.
/// </summary>
internal sealed class SocketStream : Stream
{
    // Less is no large answer: behind it nothing is read until somebody asks, so that a connection closed meanwhile is noticed at once (Q135).
    private const int WorthReadingAhead = 16 * 1024;

    private readonly NetworkStream _network;
    private readonly QuickAcknowledgement _acknowledgement;
    private byte[] _buffer = new byte[BufferPool.BufferSize];
    private byte[] _aheadBuffer = new byte[BufferPool.BufferSize];
    private Task<int>? _ahead;
    private int _start;
    private int _end;

    /// <param name="socket">Connected; closed with the stream.</param>
    public SocketStream(Socket socket)
    {
        _network = new NetworkStream(socket, ownsSocket: true);
        _acknowledgement = new QuickAcknowledgement(socket);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        IsBuffered ? Take(buffer, offset, count) : Received(Ahead().GetAwaiter().GetResult(), buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        IsBuffered ? Task.FromResult(Take(buffer, offset, count)) : ReceiveAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => _network.Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _network.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _network.Dispose();
        base.Dispose(disposing);
    }

    private bool IsBuffered => _end > _start;

    // A cancelled read leaves the connection in a state that nobody knows, so it is closed, which is also what ends the read.
    private async Task<int> ReceiveAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using (cancellationToken.Register(Dispose))
        {
            try
            {
                int received = await Ahead().ConfigureAwait(false);
                // Closing the connection under the read may look like its end.
                if (received == 0) cancellationToken.ThrowIfCancellationRequested();
                return Received(received, buffer, offset, count);
            }
            catch (Exception error) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }
        }
    }

    private Task<int> Ahead() => _ahead ??= ReadAheadAsync();

    private async Task<int> ReadAheadAsync()
    {
        int received = await _network.ReadAsync(_aheadBuffer, 0, _aheadBuffer.Length, CancellationToken.None).ConfigureAwait(false);
        if (received > 0) _acknowledgement.Send();
        return received;
    }

    // A read of no bytes only asks whether there are any. At the end of the connection the finished task stays and says so again.
    private int Received(int received, byte[] buffer, int offset, int count)
    {
        if (received == 0) return 0;
        (_buffer, _aheadBuffer) = (_aheadBuffer, _buffer);
        _start = 0;
        _end = received;
        _ahead = received >= WorthReadingAhead ? ReadAheadAsync() : null;
        // A connection that is lost while nobody reads is found out by the next reader, if there is one.
        _ = _ahead?.ContinueWith(static read => _ = read.Exception, TaskContinuationOptions.OnlyOnFaulted);
        return Take(buffer, offset, count);
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }
}
