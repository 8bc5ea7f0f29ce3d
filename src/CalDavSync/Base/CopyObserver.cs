using System;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Migration.Copy;
using CalDavSync.Sync;

namespace CalDavSync.Base;

/// <summary>Refusals as error records about the items, progress with the time left, and the question before a removal.</summary>
internal sealed class CopyObserver : ICopyObserver
{
    private readonly PipelineWriter _out;
    private readonly Func<CalDavCalendar, int, bool> _confirmRemoval;

    /// <param name="confirmRemoval">Called on the pipeline thread.</param>
    public CopyObserver(PipelineWriter writer, Func<CalDavCalendar, int, bool> confirmRemoval)
    {
        _out = writer;
        _confirmRemoval = confirmRemoval;
    }

    public void Refused(CalDavCopyRefusal refusal, CalDavException error) => _out.WriteError(error, refusal);

    public void Failed(string place, CalDavException error) => _out.WriteError(error, place);

    public void Progress(in SyncProgress progress) => _out.Progress.Report(progress);

    public Task<bool> ConfirmRemovalAsync(CalDavCalendar calendar, int count) => _out.InvokeAsync(() => _confirmRemoval(calendar, count));
}
