using System;

namespace CalDavSync.Sync;

/// <summary>How far a run is. <paramref name="Total"/> is null while it is not known.</summary>
internal readonly record struct SyncProgress(CalDavCalendar Calendar, string Activity, int Done, int? Total)
{
    /// <summary>How long the rest will take; null where nobody can tell.</summary>
    public TimeSpan? Left { get; init; }
}
