using System;
using System.Threading;

namespace CalDavSync.Benchmarks;

/// <summary>Looks at the memory of this process every few milliseconds and keeps the highest it saw.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;

    public PeakMemory(TimeSpan? interval = null) => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, interval ?? TimeSpan.FromMilliseconds(5));

    public long WorkingSet { get; private set; }

    public long ManagedHeap { get; private set; }

    public void Stop()
    {
        _timer.Change(Timeout.Infinite, Timeout.Infinite);
        Look();
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            WorkingSet = Math.Max(WorkingSet, Environment.WorkingSet);
            ManagedHeap = Math.Max(ManagedHeap, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
