using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Migration.Reading;
using CalDavSync.Session;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets that use a connection for what comes through the pipeline.</summary>
public abstract class ConnectedCmdlet : CalDavCmdlet
{
    private CalendarResolver? _resolver;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>
    /// A connection, its name, or its address. Without it, the connection of the piped object is used, else the one opened last in this session.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConnectionReferenceTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public ConnectionReference? Connection { get; set; }

    private protected CalendarResolver Calendars => _resolver ?? throw new InvalidOperationException("BeginProcessing was not called.");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Out.Log.ReadPreferences();
        // What comes through the pipeline is not bound yet.
        bool isGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Connection));
        _resolver = new CalendarResolver(new RequestContext(Out.Log)) { ConnectionIsPiped = !isGiven };
    }

    /// <summary>Does something for each calendar meant. What fails for one is an error record about it; the others go on.</summary>
    private protected async Task ForEachCalendarAsync(
        IEnumerable<CalendarReference> references, Func<ResolvedCalendar, CancellationToken, Task> action, CancellationToken stop)
    {
        foreach (CalendarReference reference in references)
        {
            IReadOnlyList<ResolvedCalendar> calendars = await ResolveAsync(reference, stop).ConfigureAwait(false);
            foreach (ResolvedCalendar calendar in calendars)
            {
                Out.Progress.Report(calendar.Calendar.ToString());
                await GuardAsync(() => action(calendar, stop), calendar.Calendar).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The calendars meant. What cannot be found is an error record; the others are there.</summary>
    private protected async Task<IReadOnlyList<ResolvedCalendar>> ResolveAllAsync(IEnumerable<CalendarReference> references, CancellationToken stop)
    {
        var resolved = new List<ResolvedCalendar>();
        foreach (CalendarReference reference in references) resolved.AddRange(await ResolveAsync(reference, stop).ConfigureAwait(false));
        return resolved;
    }

    /// <summary>All items of a calendar, with progress while they are read.</summary>
    private protected CalendarSide Side(ResolvedCalendar resolved) => new(resolved.Client, resolved.Calendar, SystemClock.Instance, Out.Log)
    {
        OnProgress = progress => Out.Progress.Report(progress),
    };

    /// <summary>Turns an error of the catalogue into an error record about the target. No connection at all ends the command.</summary>
    private protected async Task GuardAsync(Func<Task> action, object target)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (CalDavException error) when (error is not NotConnectedException)
        {
            Out.WriteError(error, target);
        }
    }

    private async Task<IReadOnlyList<ResolvedCalendar>> ResolveAsync(CalendarReference reference, CancellationToken stop)
    {
        IReadOnlyList<ResolvedCalendar> calendars = Array.Empty<ResolvedCalendar>();
        Out.Progress.Report(reference.ToString());
        await GuardAsync(
            async () => calendars = await Calendars.ResolveAsync(reference, Connection, stop).ConfigureAwait(false),
            reference.ToString()).ConfigureAwait(false);
        return calendars;
    }
}
