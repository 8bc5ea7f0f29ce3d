using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav.Collections;
using CalDavSync.Http;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Deletes calendars with everything in them.</summary>
[Cmdlet(VerbsCommon.Remove, "CalDavCalendar", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveCalDavCalendarCommand : ConnectedCmdlet
{
    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
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
    protected override void ProcessRecord() => RunPumped(stop => ForEachCalendarAsync(Calendar!, RemoveAsync, stop));

    private async Task RemoveAsync(ResolvedCalendar resolved, CancellationToken stop)
    {
        string target = resolved.Calendar.DisplayName is { Length: > 0 } shown && shown != resolved.Calendar.Name
            ? $"{resolved.Calendar} ({shown})"
            : resolved.Calendar.ToString();
        if (!await Out.InvokeAsync(() => ShouldProcess(target, "Delete the calendar with all its items")).ConfigureAwait(false)) return;
        await new CalendarRemoval(resolved.Client, new RequestContext(Out.Log)).RunAsync(resolved.Calendar, stop).ConfigureAwait(false);
    }
}
