using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Sync;

/// <summary>Receives what a run finds. The engine knows nothing of streams, prompts or progress bars.</summary>
internal interface ISyncObserver
{
    /// <summary>A few records, in order. May block while the consumer is slow; throws OperationCanceledException when it has gone.</summary>
    /// <param name="records">The observer's to keep.</param>
    void Take(IReadOnlyList<CalDavSyncRecord> records);

    /// <summary>Completes when the consumer has taken every record given so far; only then is anything committed.</summary>
    Task RecordsTakenAsync(CancellationToken cancellationToken);

    /// <summary>Something failed that does not stop the run, for example one item that cannot be read.</summary>
    void ItemFailed(CalDavCalendar calendar, string href, System.Exception error);

    void Progress(in SyncProgress progress);
}
