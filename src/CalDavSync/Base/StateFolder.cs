using System.Management.Automation;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Base;

/// <summary>-StatePath, or the user's state folder.</summary>
internal static class StateFolder
{
    public static string Resolve(SessionState session, string? statePath) => statePath is null
        ? SyncStateStore.DefaultFolder
        : FileSystemPath.Resolve(session, statePath, (message, cause) => new StateUnavailableException(message, cause));
}
