using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Migration.Reading;

/// <summary>Hands on what the engine reads to code that wants nothing but items.</summary>
internal sealed class ItemObserver : ISyncObserver
{
    private readonly Action<CalDavSyncRecord> _onRecord;
    private readonly Action<string, Exception> _onFailure;
    private readonly Action? _taken;

    /// <param name="taken">Called before the engine commits.</param>
    public ItemObserver(Action<CalDavSyncRecord> onRecord, Action<string, Exception> onFailure, Action? taken = null)
    {
        _onRecord = onRecord;
        _onFailure = onFailure;
        _taken = taken;
    }

    /// <summary>Receives how far the reading is.</summary>
    public Action<SyncProgress>? OnProgress { get; init; }

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records) _onRecord(record);
    }

    public Task RecordsTakenAsync(CancellationToken cancellationToken)
    {
        _taken?.Invoke();
        return Task.CompletedTask;
    }

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => _onFailure(href, error);

    public void Progress(in SyncProgress progress) => OnProgress?.Invoke(progress);
}
