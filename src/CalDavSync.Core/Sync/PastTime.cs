using System;

namespace CalDavSync.Sync;

/// <summary>
/// How long ago something remembered was. Machines that run for years lose their time and get it back: what was noted while the clock was ahead
/// must not count as fresh until that time comes.
/// </summary>
internal static class PastTime
{
    // Clocks are set back a little every day, and by hours where a second system takes the machine's clock for local time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>The time is over, or cannot be told because the moment is one to come.</summary>
    public static bool IsOver(DateTimeOffset since, TimeSpan time, DateTimeOffset now) => now - since >= time || since - now > Tolerance;
}
