using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.Base;

/// <summary>Hands what the engine finds to the pipeline, record by record.</summary>
internal sealed class SyncObserver : ISyncObserver
{
    private readonly PipelineWriter _out;

    public SyncObserver(PipelineWriter writer) => _out = writer;

    public void Record(CalDavSyncRecord record) => _out.WriteObject(record);

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => _out.TakenAsync();

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => _out.WriteError(error, href);

    public void Progress(in SyncProgress progress) => _out.Progress.Report(progress);
}
