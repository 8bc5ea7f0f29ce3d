using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav.Collections;
using CalDavSync.Errors;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Changes properties of calendars. Each property a server does not take is an error of its own; the others are set.</summary>
[Cmdlet(VerbsCommon.Set, "CalDavCalendar", SupportsShouldProcess = true)]
[OutputType(typeof(CalDavCalendar))]
public sealed class SetCalDavCalendarCommand : CalendarPropertiesCmdlet
{
    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>The name people see.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>A description; empty takes it away.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The colour as #RRGGBB; empty takes it away.</summary>
    [Parameter]
    [ColorTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? Color { get; set; }

    /// <summary>The position calendar programs show it at; null takes it away.</summary>
    [Parameter]
    [AllowNull]
    public int? Order { get; set; }

    /// <summary>The time zone of floating times: a name such as Europe/Berlin, or a VTIMEZONE; empty takes it away.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? TimeZone { get; set; }

    /// <summary>Emit the calendars as they are now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Changing calendars";
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<PropertyChange> changes;
        try
        {
            changes = Changes(DisplayName, Description, Color, Order, TimeZone);
        }
        catch (InvalidCalendarDataException error)
        {
            Fail(error, TimeZone);
            return;
        }

        if (changes.Count == 0)
        {
            Fail(
                new NothingToChangeException("Nothing to change was given: name a property such as -DisplayName or -Color."), Calendar);
            return;
        }

        RunPumped(stop => ForEachCalendarAsync(Calendar!, (resolved, token) => ChangeAsync(resolved, changes, token), stop));
    }

    private async Task ChangeAsync(ResolvedCalendar resolved, List<PropertyChange> changes, CancellationToken stop)
    {
        string action = "Set " + string.Join(", ", changes.Select(change => change.Name.Local));
        if (!await Out.InvokeAsync(() => ShouldProcess(resolved.Calendar.ToString(), action)).ConfigureAwait(false)) return;
        IReadOnlyList<CalDavException> refusals = await new CalendarUpdate(resolved.Client, Context).RunAsync(resolved.Calendar, changes, stop).ConfigureAwait(false);
        foreach (CalDavException refusal in refusals) Out.WriteError(refusal, resolved.Calendar);
        if (PassThru) Out.WriteObject(await resolved.Client.GetCollectionAsync(resolved.Calendar.Uri, Context, stop).ConfigureAwait(false));
    }
}
