using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>A consumer that takes every record at once, and can break off.</summary>
internal sealed class RecordingObserver : ISyncObserver
{
    public List<CalDavSyncRecord> Records { get; } = [];

    public List<(string Href, Exception Error)> Failures { get; } = [];

    /// <summary>The consumer goes away when it has this many records.</summary>
    public int? BreakAfter { get; init; }

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records)
        {
            if (BreakAfter is { } limit && Records.Count >= limit) throw new OperationCanceledException("The consumer has gone.");
            Records.Add(record);
        }
    }

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => Failures.Add((href, error));

    public void Progress(in SyncProgress progress)
    {
    }
}
