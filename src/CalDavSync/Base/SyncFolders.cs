using System.Management.Automation;
using CalDavSync.Errors;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Where one command remembers and mirrors to: a subfolder of the destination for each calendar, and never one for two.</summary>
internal sealed class SyncFolders
{
    private readonly DestinationFolders? _destination;

    private SyncFolders(string? state, string? destination)
    {
        State = state;
        _destination = destination is null ? null : new DestinationFolders(destination, state, SystemClock.Instance);
    }

    /// <summary>The state folder; null for a stateless run.</summary>
    public string? State { get; }

    public bool NothingIsWritten => State is null && _destination is null;

    /// <summary>Resolves the paths as the user wrote them. Throws when one is not in the file system.</summary>
    public static SyncFolders Resolve(SessionState session, string? statePath, string? destination, bool stateless) => new(
        stateless ? null : StateFolder.Resolve(session, statePath),
        destination is null ? null : FileSystemPath.Resolve(session, destination, (message, cause) => new DestinationUnavailableException(message, cause)));

    /// <summary>The subfolder that mirrors a calendar; null without a destination.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="keep">The folder is this calendar's from now on; false only to say which it would be.</param>
    public string? DestinationFor(CalDavCalendar calendar, bool keep) => _destination?.For(calendar, keep);
}
