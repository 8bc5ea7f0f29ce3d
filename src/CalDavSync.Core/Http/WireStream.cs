using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>
/// The body of an answer as it comes over the wire: counted, buffered in 64 KB steps, and with every failure turned into the exception that
/// says what happened. A cut is told from an end, a timeout from a cancellation.
/// </summary>
internal sealed class WireStream : ReadOnlyStream
{
    private const int DrainSize = 64 * 1024;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Stream _source;
    private readonly HttpResponseMessage _response;
    private readonly Exchange _exchange;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _cancellation;
    private readonly ReadWatch _watch;
    private long _remaining;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _ended;
    private bool _failed;
    private int _disposed;

    /// <param name="source">The stream of the response.</param>
    /// <param name="response">Closed when a read must be ended, and with the stream.</param>
    /// <param name="length">The declared length; null when the framing alone tells the end.</param>
    /// <param name="exchange">What the answer belongs to.</param>
    /// <param name="limit">The longest wait for the next bytes.</param>
    /// <param name="cancellation">The caller's token.</param>
    public WireStream(
        Stream source, HttpResponseMessage response, long? length, Exchange exchange, TimeSpan limit, CancellationToken cancellation)
    {
        _source = source;
        _response = response;
        _remaining = length ?? long.MaxValue;
        _ended = length == 0;
        _exchange = exchange;
        _limit = limit;
        _cancellation = cancellation;
        _watch = new ReadWatch(limit, response.Dispose, cancellation);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (TryTake(buffer, offset, count, out var taken)) return taken;
        _watch.Begin();
        int read;
        try
        {
            read = count >= BufferPool.BufferSize ? _source.Read(buffer, offset, count) : _source.Read(Buffer, 0, BufferPool.BufferSize);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Failure(error);
        }
        finally
        {
            _watch.End();
        }

        return Took(read, buffer, offset, count);
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (TryTake(buffer, offset, count, out var taken)) return taken;
        cancellationToken.ThrowIfCancellationRequested();
        _watch.Begin();
        int read;
        try
        {
            var direct = count >= BufferPool.BufferSize;
            read = await _source.ReadAsync(
                direct ? buffer : Buffer, direct ? offset : 0, direct ? count : BufferPool.BufferSize, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Failure(error);
        }
        finally
        {
            _watch.End();
        }

        return Took(read, buffer, offset, count);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || Interlocked.Exchange(ref _disposed, 1) != 0) return;
        var reading = _watch.IsReading;
        _watch.Dispose();
        if (_ended || _failed || reading || _cancellation.IsCancellationRequested || _remaining is > DrainSize and < long.MaxValue) _response.Dispose();
        else _ = DrainAsync(_source, _response, _remaining);
        if (_buffer != null && !reading) BufferPool.Return(_buffer);
        _buffer = null;
        base.Dispose(disposing);
    }

    private byte[] Buffer => _buffer ??= BufferPool.Rent();

    private bool TryTake(byte[] buffer, int offset, int count, out int taken)
    {
        taken = Math.Min(count, _end - _start);
        if (taken > 0)
        {
            System.Buffer.BlockCopy(_buffer!, _start, buffer, offset, taken);
            _start += taken;
        }

        return taken > 0 || _ended || count == 0;
    }

    private int Took(int read, byte[] buffer, int offset, int count)
    {
        if (read == 0)
        {
            // A connection closed under the read may look like its end.
            if (_cancellation.IsCancellationRequested || _watch.TimedOut || _remaining is > 0 and < long.MaxValue) throw Failure(null);
            _ended = true;
            return 0;
        }

        _exchange.Context.CountBytes(read);
        if (_remaining != long.MaxValue) _ended = (_remaining -= read) <= 0;
        if (count >= BufferPool.BufferSize) return read;
        _start = 0;
        _end = read;
        TryTake(buffer, offset, count, out var taken);
        return taken;
    }

    private Exception Failure(Exception? cause)
    {
        _failed = true;
        if (_cancellation.IsCancellationRequested) return new OperationCanceledException(_cancellation);
        if (cause is OperationCanceledException cancelled) return cancelled;
        return _watch.TimedOut ? _exchange.TimedOut(_limit) : _exchange.Cut(cause);
    }

    private bool IsLoss(Exception error) =>
        error is IOException or HttpRequestException or SocketException or ObjectDisposedException or OperationCanceledException
        || _watch.TimedOut
        || _cancellation.IsCancellationRequested;

    // Reading the last few bytes that nobody asked for (the end mark of a chunked body, say) lets the connection be used again. What has
    // arrived already is read before this returns.
    private static async Task DrainAsync(Stream source, HttpResponseMessage response, long remaining)
    {
        var buffer = BufferPool.Rent();
        using var limit = new CancellationTokenSource(DrainTime);
        try
        {
            for (var left = Math.Min(remaining, DrainSize); left > 0;)
            {
                var read = await source.ReadAsync(buffer, 0, buffer.Length, limit.Token).ConfigureAwait(false);
                if (read == 0) break;
                left -= read;
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // The answer was thrown away already; a connection that cannot be used again is closed below, which is all there is to do.
        }
        finally
        {
            response.Dispose();
            BufferPool.Return(buffer);
        }
    }
}
