using System;
using System.Diagnostics;
using CalDavSync.Sync;

namespace CalDavSync.Migration.Copy;

/// <summary>How far a copy is, and how long it will take at the pace it had so far. May be used by several threads at once.</summary>
internal sealed class CopyProgress
{
    private readonly CalDavCalendar _calendar;
    private readonly ICopyObserver _observer;
    private readonly object _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _listed;
    private int _added;
    private int _done;

    public CopyProgress(CalDavCalendar calendar, ICopyObserver observer)
    {
        _calendar = calendar;
        _observer = observer;
    }

    /// <summary>The source tells how many items it has to read.</summary>
    public void Reading(in SyncProgress progress)
    {
        lock (_gate) _listed = Math.Max(_listed, progress.Total ?? 0);
    }

    public void Added()
    {
        lock (_gate) _added++;
    }

    public void Finished()
    {
        SyncProgress progress;
        lock (_gate)
        {
            _done++;
            int total = Math.Max(_listed, _added);
            var left = TimeSpan.FromTicks(_watch.Elapsed.Ticks / _done * (total - _done));
            progress = new SyncProgress(_calendar, "Copying items", _done, total) { Left = left };
        }

        _observer.Progress(progress);
    }
}
