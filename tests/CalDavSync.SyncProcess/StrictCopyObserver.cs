using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Migration.Copy;
using CalDavSync.Sync;

namespace CalDavSync.SyncProcess;

/// <summary>A copy that leaves something out has failed.</summary>
internal sealed class StrictCopyObserver : ICopyObserver
{
    public void Refused(CalDavCopyRefusal refusal, CalDavException error) => throw error;

    public void Failed(string place, CalDavException error) => throw error;

    public void Progress(in SyncProgress progress)
    {
    }

    public Task<bool> ConfirmRemovalAsync(CalDavCalendar calendar, int count) => Task.FromResult(false);
}
