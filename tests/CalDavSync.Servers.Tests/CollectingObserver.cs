using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Servers.Tests;

/// <summary>Keeps what a run emits; a failed item fails the test.</summary>
internal sealed class CollectingObserver : ISyncObserver
{
    public List<CalDavSyncRecord> Records { get; } = [];

    public void Take(IReadOnlyList<CalDavSyncRecord> records) => Records.AddRange(records);

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => throw new InvalidOperationException($"{href} failed", error);

    public void Progress(in SyncProgress progress)
    {
    }
}
