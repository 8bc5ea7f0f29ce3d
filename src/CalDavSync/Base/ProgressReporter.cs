using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using CalDavSync.Http;
using CalDavSync.Sync;

namespace CalDavSync.Base;

/// <summary>
/// The calendar as parent bar, its items as child bar; at most five records per second, and a closing one for each bar. The newest is
/// shown again when a second passes without news: one slow request is progress too, and PowerShell itself passes over what comes just after
/// another record.
/// </summary>
internal sealed class ProgressReporter
{
    private const int CalendarActivity = 1;
    private const int ItemActivity = 2;
    private static readonly long Interval = Stopwatch.Frequency / 5;
    private static readonly long Silence = Stopwatch.Frequency;

    /// <summary>Far from the sources that PowerShell counts up from zero.</summary>
    private static long _lastSource = 1L << 40;

    private readonly PSCmdlet _cmdlet;
    private readonly long _source = Interlocked.Increment(ref _lastSource);
    private readonly CancellationToken _stopping;
    private readonly Func<Action<object?>, object?, bool> _post;
    private readonly Action<object?> _write;
    private readonly object _gate = new();
    private SyncProgress _newest;
    private string? _newestStatus;
    private int _newestPercent;
    private bool _hasNews;
    private long _last;
    private bool _showsCalendars;
    private bool _showsItems;

    /// <param name="stopping">Ctrl+C: nothing is shown any more.</param>
    public ProgressReporter(PSCmdlet cmdlet, Func<Action<object?>, object?, bool> post, CancellationToken stopping)
    {
        _stopping = stopping;
        _cmdlet = cmdlet;
        _post = post;
        _write = _ => WriteNewest();
        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>What the parent bar says.</summary>
    public string Title { get; set; } = "Synchronizing calendars";

    /// <summary>Shows how far a run is; later, when something was shown less than a fifth of a second ago.</summary>
    public void Report(in SyncProgress progress)
    {
        lock (_gate)
        {
            _hasNews = true;
            _newest = progress;
            _newestStatus = null;
            if (!TakeTurn(Interval)) return;
        }

        _post(_write, null);
    }

    /// <summary>As above, for work that is not about the items of one calendar.</summary>
    /// <param name="percent">Of the whole, 0 to 100; -1 where nobody can tell.</param>
    public void Report(string status, int percent = -1)
    {
        lock (_gate)
        {
            _hasNews = true;
            _newestStatus = status;
            _newestPercent = percent;
            if (!TakeTurn(Interval)) return;
        }

        _post(_write, null);
    }

    /// <summary>Shows the newest again if nothing was shown for a second; must be called on the pipeline thread.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            if (!_hasNews || !TakeTurn(Silence)) return;
        }

        WriteNewest();
    }

    /// <summary>Closes the bars before a result that later commands may work on for long; from any thread.</summary>
    public void Close() => _post(_ => Complete(), null);

    /// <summary>Closes the bars; must be called on the pipeline thread, and may be when the command is over.</summary>
    public void Complete()
    {
        lock (_gate) _hasNews = false;
        try
        {
            if (_showsItems) WriteCompleted(ItemActivity, CalendarActivity);
            if (_showsCalendars) WriteCompleted(CalendarActivity, -1);
        }
        catch (RuntimeException)
        {
            // The reason the block ends must not be replaced by a preference that stops at progress.
        }

        _showsItems = _showsCalendars = false;
    }

    private bool TakeTurn(long pause)
    {
        long now = Stopwatch.GetTimestamp();
        if (now - _last < pause) return false;
        _last = now;
        return true;
    }

    private void WriteNewest()
    {
        SyncProgress progress;
        string? status;
        int percent;
        lock (_gate) (progress, status, percent) = (_newest, _newestStatus, _newestPercent);
        if (status is null) WriteItems(progress);
        else WriteCalendars(status, percent);
    }

    private void WriteCalendars(string status, int percent)
    {
        _showsCalendars = true;
        Write(new ProgressRecord(CalendarActivity, Title, Redaction.Text(status)) { PercentComplete = percent });
    }

    private void WriteItems(in SyncProgress progress)
    {
        WriteCalendars(progress.Calendar.ToString(), -1);
        _showsItems = true;
        var items = new ProgressRecord(ItemActivity, progress.Calendar.ToString(), Status(progress)) { ParentActivityId = CalendarActivity };
        if (progress.Total is > 0) items.PercentComplete = (int)Math.Min(100, progress.Done * 100L / progress.Total.Value);
        if (progress.Left is { } left) items.SecondsRemaining = (int)Math.Min(int.MaxValue, left.TotalSeconds);
        Write(items);
    }

    private static string Status(in SyncProgress progress) =>
        progress.Total is null ? $"{progress.Activity}: {progress.Done}" : $"{progress.Activity}: {progress.Done} of {progress.Total}";

    private void WriteCompleted(int activity, int parent) => Write(new ProgressRecord(activity, Title, "Done")
    {
        ParentActivityId = parent,
        RecordType = ProgressRecordType.Completed,
    });

    /// <summary>With a source of its own: a cmdlet may not write when it is over, but an earlier command that fails leaves no other time to close the bars.</summary>
    private void Write(ProgressRecord record)
    {
        if (!_stopping.IsCancellationRequested) _cmdlet.CommandRuntime.WriteProgress(_source, record);
    }
}
