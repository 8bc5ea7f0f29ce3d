using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>
/// Copies a calendar to another, so that it can be cut anywhere and run again: two syncs tell what changed on either side since the last copy,
/// and of the source's items only those are written that the destination does not have. Reading and writing overlap.
/// </summary>
internal sealed class CalendarCopy
{
    private readonly CalDavClient _sourceClient;
    private readonly CalDavClient _targetClient;
    private readonly CopyRequest _request;
    private readonly ICopyObserver _observer;
    private readonly IEngineLog _log;
    private readonly IClock _clock;

    public CalendarCopy(CalDavClient source, CalDavClient target, CopyRequest request, ICopyObserver observer, IEngineLog log, IClock clock)
    {
        _sourceClient = source;
        _targetClient = target;
        _request = request;
        _observer = observer;
        _log = log;
        _clock = clock;
    }

    /// <summary>What became of the items.</summary>
    /// <exception cref="CalDavException">The copy could not go on; what was copied until then is remembered.</exception>
    public async Task<CalDavCopyResult> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var states = new CopyStates(_request, _clock);
        var tally = new CopyTally();
        using CopyLedger ledger = states.OpenLedger();
        var target = new TargetWatch(_targetClient, _request, states.Folder, ledger, _log, _clock);
        try
        {
            await target.ReadAsync(cancellationToken).ConfigureAwait(false);
            await CopyAsync(states, ledger, tally, cancellationToken).ConfigureAwait(false);
            var mirror = new MirrorRemoval(_targetClient, _request, ledger, tally, _observer, _log);
            if (_request.Mirror) await mirror.RunAsync(cancellationToken).ConfigureAwait(false);
            if (tally.HasWritten) await target.SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also of a run that was cut: what is written is written.
            ledger.Commit();
        }

        var result = new CalDavCopyResult(_request.Source, _request.Target);
        tally.Fill(result, ledger.Items);
        result.Duration = watch.Elapsed;
        _log.Verbose(result + ".");
        return result;
    }

    private async Task CopyAsync(CopyStates states, CopyLedger ledger, CopyTally tally, CancellationToken cancellationToken)
    {
        using var writing = new SourceWriting(_sourceClient, _targetClient, _request, ledger, tally, _observer, _log, cancellationToken);
        try
        {
            var request = new SyncRequest(_request.Source)
            {
                StatePath = states.Folder,
                IncludeContent = true,
                DryRun = _request.DryRun,
                MaximumDeletion = _request.Mirror ? _request.MaximumDeletion : null,
                // Without a mirror nothing is removed, however much the source has lost.
                Force = _request.Force || !_request.Mirror,
            };
            await new SyncEngine(_sourceClient, _clock).RunAsync(request, writing, _log, cancellationToken).ConfigureAwait(false);
            await writing.RecordsTakenAsync(cancellationToken).ConfigureAwait(false);
            await RetryAsync(writing, ledger, tally, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await writing.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What earlier runs left behind, and what the destination lost or changed since.</summary>
    private async Task RetryAsync(SourceWriting writing, CopyLedger ledger, CopyTally tally, CancellationToken cancellationToken)
    {
        List<SourceEntry> waiting = ledger.PendingEntries().Where(entry => !tally.Has(entry.Key) || writing.IsFreedDuplicate(entry)).ToList();
        if (waiting.Count == 0) return;
        _log.Verbose($"Looking again at {waiting.Count} items of {_request.Source} that are not in {_request.Target} as they are.");
        await writing.ReadAgainAsync(waiting, _clock, cancellationToken).ConfigureAwait(false);
        await writing.RecordsTakenAsync(cancellationToken).ConfigureAwait(false);
    }
}
