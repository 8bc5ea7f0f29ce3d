using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;

namespace CalDavSync.Migration.Writing;

/// <summary>
/// Work that waits for one of a few slots. What waits is bounded by its size, so that a fast source does not fill memory while a slow
/// destination is written to. The first failure stops everything and is thrown to whoever adds or drains.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    /// <summary>In characters. Large enough that an ordinary calendar is read at one go, before a server loses its patience.</summary>
    public const long Capacity = 16 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop;
    private long _size;
    private int _count;
    private Exception? _failure;
    private TaskCompletionSource<bool>? _drained;

    public WriteQueue(int slots, CancellationToken cancellationToken)
    {
        Slots = slots;
        _slots = new SemaphoreSlim(slots);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>A queue for a server: as many slots as are wanted, and as its profile allows.</summary>
    public static WriteQueue For(CalDavClient client, int slots, CancellationToken cancellationToken) =>
        new(Math.Min(slots, client.Profile?.ThrottleLimit ?? int.MaxValue), cancellationToken);

    /// <summary>Work that is under way at most.</summary>
    public int Slots { get; }

    /// <summary>Adds work; blocks while too much is waiting.</summary>
    public void Add(long size, Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            while (_count > 0 && _size + size > Capacity && _failure is null) Monitor.Wait(_gate);
            if (_failure is null)
            {
                _size += size;
                _count++;
            }
        }

        ThrowFailure();
        _ = Task.Run(() => RunAsync(size, work));
    }

    /// <summary>Completes when all work is done.</summary>
    public async Task DrainAsync()
    {
        Task waiting = Task.CompletedTask;
        lock (_gate)
        {
            if (_count > 0)
            {
                _drained ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _drained.Task;
            }
        }

        await waiting.ConfigureAwait(false);
        ThrowFailure();
    }

    /// <summary>Cancels what is under way and waits for it.</summary>
    public async Task AbortAsync()
    {
        Fail(new OperationCanceledException());
        try
        {
            await DrainAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (ReferenceEquals(exception, _failure))
        {
            // Whoever aborts knows why.
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _slots.Dispose();
    }

    private async Task RunAsync(long size, Func<CancellationToken, Task> work)
    {
        try
        {
            await _slots.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                await work(_stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            Finish(size);
        }
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            if (_failure is not null) return;
            _failure = exception;
            Monitor.PulseAll(_gate);
        }

        _stop.Cancel();
    }

    private void Finish(long size)
    {
        TaskCompletionSource<bool>? drained = null;
        lock (_gate)
        {
            _size -= size;
            if (--_count == 0) (drained, _drained) = (_drained, null);
            Monitor.PulseAll(_gate);
        }

        drained?.TrySetResult(true);
    }

    private void ThrowFailure()
    {
        lock (_gate)
        {
            if (_failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(_failure).Throw();
        }
    }
}
