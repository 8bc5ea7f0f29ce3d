using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Benchmarks;

/// <summary>A consumer that takes every record at once and keeps none.</summary>
internal sealed class CountingObserver : ISyncObserver
{
    public int Items { get; private set; }

    public Exception? Error { get; private set; }

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records)
        {
            if (record.Kind != CalDavRecordKind.Token) Items++;
        }
    }

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => Error ??= error;

    public void Progress(in SyncProgress progress)
    {
    }
}
