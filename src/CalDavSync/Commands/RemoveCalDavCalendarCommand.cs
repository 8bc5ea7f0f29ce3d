using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav.Collections;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Deletes calendars with everything in them.</summary>
[Cmdlet(VerbsCommon.Remove, "CalDavCalendar", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveCalDavCalendarCommand : ConnectedCmdlet
{
    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    // Not by property name: items, records and rows about them have a calendar too, and are not meant to take it with them.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [CalendarReferenceTransformation(CalendarsOnly = true)]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Removing calendars";
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (CalendarReference reference in Calendar!.Where(reference => reference.Other is not null)) Refuse(reference.Other!);
        CalendarReference[] calendars = Calendar!.Where(reference => reference.Other is null).ToArray();
        if (calendars.Length > 0) RunPumped(stop => ForEachCalendarAsync(calendars, RemoveAsync, stop));
    }

    private void Refuse(object other)
    {
        string what = other switch
        {
            CalDavItem => "an item (Remove-CalDavItem deletes items)",
            CalDavSyncState => "a remembered state (Reset-CalDavSyncState forgets it)",
            _ => "a sync record (Remove-CalDavItem deletes the item it is about)",
        };
        WriteError(ErrorRecords.From(new CalendarNotFoundException($"'{other}' is {what} and no calendar; nothing was deleted. Give the calendar, its name or its address."), other));
    }

    private async Task RemoveAsync(ResolvedCalendar resolved, CancellationToken stop)
    {
        // A calendar home or another folder may hold many calendars, and some servers delete all of them with it.
        if (resolved.Calendar.IsOrdinaryCollection) throw new CalendarNotFoundException($"{resolved.Calendar.Uri} is a folder and no calendar; nothing was deleted.") { Uri = resolved.Calendar.Uri };
        string target = resolved.Calendar.DisplayName is { Length: > 0 } shown && shown != resolved.Calendar.Name
            ? $"{resolved.Calendar} ({shown})"
            : resolved.Calendar.ToString();
        if (!await Out.InvokeAsync(() => ShouldProcess(target, "Delete the calendar with all its items")).ConfigureAwait(false)) return;
        await new CalendarRemoval(resolved.Client, new RequestContext(Out.Log)).RunAsync(resolved.Calendar, stop).ConfigureAwait(false);
    }
}
