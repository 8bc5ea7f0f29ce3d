using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Where one command remembers and mirrors to: a subfolder of the destination for each calendar, and never one for two.</summary>
internal sealed class SyncFolders
{
    private readonly DestinationIndex? _destination;

    private SyncFolders(string? state, string? destination)
    {
        State = state;
        _destination = destination is null ? null : new DestinationIndex(destination, SystemClock.Instance);
    }

    /// <summary>The state folder; null for a stateless run.</summary>
    public string? State { get; }

    public bool NothingIsWritten => State is null && _destination is null;

    /// <summary>Resolves the paths as the user wrote them. Throws when one is not in the file system.</summary>
    public static SyncFolders Resolve(SessionState session, string? statePath, string? destination, bool stateless) => new(
        stateless ? null : StateFolder.Resolve(session, statePath),
        destination is null ? null : FileSystemPath.Resolve(session, destination, (message, cause) => new DestinationUnavailableException(message, cause)));

    /// <summary>The subfolder that mirrors a calendar or would do so; null without a destination. Nothing is written.</summary>
    public string? DestinationFor(CalDavCalendar calendar) => _destination?.FolderOf(calendar);

    /// <summary>As <see cref="DestinationFor"/>, and the subfolder is that calendar's own from now on.</summary>
    public async Task<string?> ClaimAsync(CalDavCalendar calendar, CancellationToken stop) =>
        _destination is null ? null : await _destination.ClaimAsync(calendar, stop).ConfigureAwait(false);
}
