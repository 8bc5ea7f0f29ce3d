using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Base;

/// <summary>
/// Hands what the engine finds to the pipeline, record by record. While another calendar has its turn, a small result waits in memory, so that
/// its server is not kept waiting; a large one slows its own download.
/// </summary>
internal sealed class SyncObserver : ISyncObserver
{
    private const int MostWaiting = 500;

    private readonly PipelineWriter _out;
    private readonly OutputTurn _turn;
    private readonly CancellationToken _stop;
    private readonly List<CalDavSyncRecord> _waiting = new();
    private bool _hasWritten;

    public SyncObserver(PipelineWriter writer, OutputTurn turn, CancellationToken stop)
    {
        _out = writer;
        _turn = turn;
        _stop = stop;
    }

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        if (!_turn.IsMine && _waiting.Count < MostWaiting)
        {
            _waiting.AddRange(records);
            return;
        }

        _turn.Wait(_stop);
        WriteWaiting();
        Write(records);
    }

    public async Task RecordsTakenAsync(CancellationToken cancellationToken)
    {
        // Nothing to take: a run that found nothing commits without waiting for the others, nor for the pipeline.
        if (_waiting.Count == 0 && !_hasWritten) return;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        WriteWaiting();
        await _out.TakenAsync().ConfigureAwait(false);
        _hasWritten = false;
    }

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => _out.WriteError(error, href);

    public void Progress(in SyncProgress progress) => _out.Progress.Report(progress);

    private void WriteWaiting()
    {
        if (_waiting.Count == 0) return;
        Write(_waiting.ToArray());
        _waiting.Clear();
    }

    private void Write(IReadOnlyList<CalDavSyncRecord> records)
    {
        _hasWritten = true;
        _out.WriteObjects(records);
    }
}
