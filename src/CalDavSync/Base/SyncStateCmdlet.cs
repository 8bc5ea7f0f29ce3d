using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Session;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets about what is remembered between runs. A calendar or state object needs no network, and a state no connection.</summary>
public abstract class SyncStateCmdlet : ConnectedCmdlet
{
    private string? _folder;

    private protected SyncStateCmdlet()
    {
    }

    /// <summary>The folder given to Sync-CalDavCollection as -StatePath; the user's state folder when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>The folder all states of this command are in, unless a piped state says another one.</summary>
    private protected SyncStateStore Store => new(_folder!, SystemClock.Instance);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Looking up sync states";
        try
        {
            _folder = StateFolder.Resolve(SessionState, StatePath);
        }
        catch (CalDavException error)
        {
            Fail(error, StatePath);
        }
    }

    /// <summary>Does something for each state meant. What fails for one is an error record about it; the others go on.</summary>
    private protected async Task ForEachStateAsync(IEnumerable<CalendarReference> references, Func<SyncStateTarget, Task> action, CancellationToken stop)
    {
        foreach (CalendarReference reference in references)
        {
            if (reference.State is { Uri: not null } state)
            {
                await GuardAsync(() => action(Target(state)), state).ConfigureAwait(false);
                continue;
            }

            await ForEachCalendarAsync(new[] { reference }, (resolved, _) => action(Target(resolved)), stop).ConfigureAwait(false);
        }
    }

    private SyncStateTarget Target(ResolvedCalendar resolved) => new(
        Store, new StateKey(resolved.Calendar.Uri, resolved.Session.Connection.UserName), resolved.Calendar, resolved.Calendar.ToString());

    /// <summary>A state lies where it was read, unless -StatePath says otherwise.</summary>
    private SyncStateTarget Target(CalDavSyncState state)
    {
        string folder = StatePath is null ? System.IO.Path.GetDirectoryName(state.Path)! : _folder!;
        return new SyncStateTarget(new SyncStateStore(folder, SystemClock.Instance), new StateKey(state.Uri!, state.UserName), state.Calendar, state.Uri!.AbsoluteUri);
    }
}
