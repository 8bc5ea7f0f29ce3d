using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Sync;

namespace CalDavSync.Migration.Copy;

/// <summary>Receives what happens during a copy. Called from any thread.</summary>
internal interface ICopyObserver
{
    /// <summary>An item of the source was not copied.</summary>
    void Refused(CalDavCopyRefusal refusal, CalDavException error);

    /// <summary>Something else failed that does not stop the rest, for example the removal of an item.</summary>
    void Failed(string place, CalDavException error);

    void Progress(in SyncProgress progress);

    /// <summary>Asked once before a mirror removes items.</summary>
    Task<bool> ConfirmRemovalAsync(CalDavCalendar calendar, int count);
}
