using System;
using System.Threading;

namespace CalDavSync.Http;

/// <summary>
/// Ends a read that takes too long or is cancelled by closing the connection under it: the only thing that unblocks a synchronous read.
/// Time in which nobody reads does not count, so a slow consumer is no timeout. One timer per body, not per read.
/// </summary>
internal sealed class ReadWatch : IDisposable
{
    private readonly Action _close;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly int _limit;
    private Timer? _timer;
    private int _readingSince;
    private int _timedOut;

    public ReadWatch(TimeSpan limit, Action close, CancellationToken cancellation)
    {
        _limit = limit > TimeSpan.Zero && limit.TotalMilliseconds < int.MaxValue ? (int)Math.Ceiling(limit.TotalMilliseconds) : Timeout.Infinite;
        _close = close;
        _cancellation = cancellation;
        if (cancellation.CanBeCanceled) _registration = cancellation.Register(static self => ((ReadWatch)self!).CloseIfReading(), this);
    }

    public bool TimedOut => Volatile.Read(ref _timedOut) != 0;

    public bool IsReading => Volatile.Read(ref _readingSince) != 0;

    /// <summary>To be called before each read.</summary>
    public void Begin()
    {
        // The exchange is a full fence: either the cancellation callback sees the read, or this sees the cancellation.
        Interlocked.Exchange(ref _readingSince, Environment.TickCount | 1);
        if (_cancellation.IsCancellationRequested)
        {
            End();
            throw new OperationCanceledException(_cancellation);
        }

        if (_timer == null && _limit != Timeout.Infinite) _timer = new Timer(static self => ((ReadWatch)self!).Check(), this, _limit, Timeout.Infinite);
    }

    /// <summary>To be called after each read, however it ended.</summary>
    public void End() => Volatile.Write(ref _readingSince, 0);

    public void Dispose()
    {
        _timer?.Dispose();
        _registration.Dispose();
    }

    private void Check()
    {
        var since = Volatile.Read(ref _readingSince);
        var left = since == 0 ? _limit : _limit - unchecked(Environment.TickCount - since);
        if (left <= 0)
        {
            Volatile.Write(ref _timedOut, 1);
            CloseIfReading();
            return;
        }

        try
        {
            _timer!.Change(left, Timeout.Infinite);
        }
        catch (ObjectDisposedException)
        {
            // The body was disposed meanwhile: there is nothing left to watch.
        }
    }

    private void CloseIfReading()
    {
        if (IsReading) _close();
    }
}
