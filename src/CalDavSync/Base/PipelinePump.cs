using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Base;

/// <summary>
/// Runs asynchronous work for one block of a cmdlet and executes on the pipeline thread what the work posts. The pipeline thread only
/// pumps: it leaves when the work has ended, never before. A posted action that throws (downstream closed the pipe, -ErrorAction Stop)
/// cancels the work, which is waited for before the exception goes on.
/// </summary>
internal sealed class PipelinePump
{
    // In objects.
    private const int Capacity = 256;

    /// <summary>How often the pipeline thread looks up while nothing is posted.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>How long work that ignores its token may hold up a pipeline that is being stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop;
    private readonly Action? _onBeat;
    private List<PostedAction> _incoming = new(Capacity);
    private List<PostedAction> _batch = new(Capacity);
    private Thread? _pipelineThread;
    private int _objects;
    private int _blockedProducers;
    private bool _consumerWaits;
    private bool _closed;

    /// <param name="onBeat">Called on the pipeline thread after what was posted, and once a second while nothing is.</param>
    public PipelinePump(CancellationToken stopping, Action? onBeat = null)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _onBeat = onBeat;
    }

    /// <summary>Starts the work on the thread pool and pumps on the calling thread until it has ended and everything it posted is done.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        _pipelineThread = Thread.CurrentThread;
        using CancellationTokenRegistration wake = _stop.Token.Register(WakeProducers);
        Task task = Task.Run(() => work(_stop.Token));
        task.ContinueWith(_ => Close(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (TakeBatch())
            {
                foreach (PostedAction action in _batch) action.Execute();
                _batch.Clear();
                _onBeat?.Invoke();
            }
        }
        catch
        {
            Abandon(task);
            throw;
        }

        // Not disposed after Abandon: work that ignored its token may still look at it.
        using (_stop) task.GetAwaiter().GetResult();
    }

    /// <summary>Hands an action to the pipeline thread; blocks while the queue is full. Throws OperationCanceledException when nobody pumps any more.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="state">Its argument.</param>
    /// <param name="objects">How many places in the queue it takes.</param>
    public void Post(Action<object?> action, object? state, int objects = 1)
    {
        var posted = new PostedAction(action, state);
        if (Thread.CurrentThread == _pipelineThread)
        {
            posted.Execute();
            return;
        }

        lock (_gate)
        {
            while (_objects >= Capacity && IsAlive)
            {
                _blockedProducers++;
                Monitor.Wait(_gate);
                _blockedProducers--;
            }

            if (!IsAlive) throw new OperationCanceledException("The pipeline has stopped.");
            _objects += objects;
            Add(posted);
        }
    }

    /// <summary>As <see cref="Post"/>, but never blocks and never throws: for log and progress. False when nobody pumps any more.</summary>
    public bool TryPost(Action<object?> action, object? state)
    {
        lock (_gate)
        {
            if (!IsAlive) return false;
            Add(new PostedAction(action, state));
            return true;
        }
    }

    /// <summary>Runs a function on the pipeline thread; completes after everything posted earlier was executed.</summary>
    public async Task<T> InvokeAsync<T>(Func<T> function)
    {
        // Continuations must not run on the pipeline thread: it only pumps.
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration cancel = _stop.Token.Register(() => reply.TrySetCanceled());
        Post(_ => Answer(function, reply), null);
        return await reply.Task.ConfigureAwait(false);
    }

    private bool IsAlive => !_closed && !_stop.IsCancellationRequested;

    /// <summary>The exception also reaches the pump, so that it ends the pipeline as it would without a round trip.</summary>
    private static void Answer<T>(Func<T> function, TaskCompletionSource<T> reply)
    {
        try
        {
            reply.TrySetResult(function());
        }
        catch (Exception error)
        {
            reply.TrySetException(error);
            throw;
        }
    }

    private void Add(PostedAction posted)
    {
        _incoming.Add(posted);
        if (!_consumerWaits) return;
        _consumerWaits = false;
        Monitor.PulseAll(_gate);
    }

    /// <summary>Waits for what is posted, or for the next beat; false when nothing more will come.</summary>
    private bool TakeBatch()
    {
        lock (_gate)
        {
            if (_incoming.Count == 0 && !_closed)
            {
                _consumerWaits = true;
                Monitor.Wait(_gate, Beat);
                _consumerWaits = false;
            }

            (_incoming, _batch) = (_batch, _incoming);
            _objects = 0;
            if (_blockedProducers > 0) Monitor.PulseAll(_gate);
            return _batch.Count > 0 || !_closed;
        }
    }

    private void Abandon(Task task)
    {
        // In this order: whoever is woken must see that it was cancelled.
        _stop.Cancel();
        Close();
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience);

        // Looked at, so that the fault of cancelled work is not reported as unobserved: the original exception is the one that counts.
        _ = task.Exception;
    }

    private void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void WakeProducers()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
