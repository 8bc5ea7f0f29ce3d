using System;

namespace CalDavSync.Sync;

/// <summary>How long an activity will still take at the pace it had so far.</summary>
internal sealed class Pace
{
    private string? _activity;
    private DateTimeOffset _since;
    private int _first;

    /// <summary>The time left after this report; null while nobody can tell: at the first report of an activity, and where its end is not known.</summary>
    /// <param name="done">Less than before means that the activity began again.</param>
    public TimeSpan? Left(string activity, int done, int? total, DateTimeOffset now)
    {
        if (activity != _activity || done < _first)
        {
            _activity = activity;
            _since = now;
            _first = done;
        }

        if (total is not { } all || done <= _first) return null;
        return TimeSpan.FromTicks((now - _since).Ticks / (done - _first) * Math.Max(0, all - done));
    }
}
