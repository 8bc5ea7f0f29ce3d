using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Items;

/// <summary>For reading without a sync: nobody watches.</summary>
internal sealed class SilentObserver : ISyncObserver
{
    public static SilentObserver Instance { get; } = new();

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
    }

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error)
    {
    }

    public void Progress(in SyncProgress progress)
    {
    }
}
