using System;
using System.Diagnostics;
using System.Management.Automation;
using CalDavSync.Sync;

namespace CalDavSync.Base;

/// <summary>The calendar as parent bar, its items as child bar; at most five records per second, and a closing one for each bar.</summary>
internal sealed class ProgressReporter
{
    private const int CalendarActivity = 1;
    private const int ItemActivity = 2;
    private static readonly long Interval = Stopwatch.Frequency / 5;

    private readonly PSCmdlet _cmdlet;
    private readonly Func<Action<object?>, object?, bool> _post;
    private readonly Action<object?> _write;
    private readonly Action<object?> _writeStatus;
    private readonly object _gate = new();
    private long _last;
    private bool _shown;

    public ProgressReporter(PSCmdlet cmdlet, Func<Action<object?>, object?, bool> post)
    {
        _cmdlet = cmdlet;
        _post = post;
        _write = progress => Write((SyncProgress)progress!);
        _writeStatus = record => WriteStatus((ProgressRecord)record!);
        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>What the parent bar says.</summary>
    public string Title { get; set; } = "Synchronizing calendars";

    /// <summary>Shows how far a run is, unless something was shown less than a fifth of a second ago.</summary>
    public void Report(in SyncProgress progress)
    {
        if (IsDue()) _post(_write, progress);
    }

    /// <summary>As above, for work that is not about the items of one calendar.</summary>
    /// <param name="percent">Of the whole, 0 to 100.</param>
    public void Report(string status, int percent)
    {
        if (IsDue()) _post(_writeStatus, new ProgressRecord(CalendarActivity, Title, status) { PercentComplete = percent });
    }

    /// <summary>Closes the bars; must be called on the pipeline thread.</summary>
    public void Complete()
    {
        if (!_shown) return;
        _shown = false;
        try
        {
            WriteCompleted(ItemActivity, CalendarActivity);
            WriteCompleted(CalendarActivity, -1);
        }
        catch (PipelineStoppedException)
        {
            // Ctrl+C: the host clears its bars itself, and the reason the block ends must not be replaced by this one.
        }
    }

    private bool IsDue()
    {
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            if (now - _last < Interval) return false;
            _last = now;
            return true;
        }
    }

    private void WriteStatus(ProgressRecord record)
    {
        _shown = true;
        _cmdlet.WriteProgress(record);
    }

    private void Write(in SyncProgress progress)
    {
        _shown = true;
        _cmdlet.WriteProgress(new ProgressRecord(CalendarActivity, Title, progress.Calendar.ToString()));
        var items = new ProgressRecord(ItemActivity, progress.Calendar.ToString(), Status(progress)) { ParentActivityId = CalendarActivity };
        if (progress.Total is > 0) items.PercentComplete = (int)Math.Min(100, progress.Done * 100L / progress.Total.Value);
        if (progress.Left is { } left) items.SecondsRemaining = (int)Math.Min(int.MaxValue, left.TotalSeconds);
        _cmdlet.WriteProgress(items);
    }

    private static string Status(in SyncProgress progress) =>
        progress.Total is null ? $"{progress.Activity}: {progress.Done}" : $"{progress.Activity}: {progress.Done} of {progress.Total}";

    private void WriteCompleted(int activity, int parent) => _cmdlet.WriteProgress(new ProgressRecord(activity, Title, "Done")
    {
        ParentActivityId = parent,
        RecordType = ProgressRecordType.Completed,
    });
}
