using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Migration.Copy;
using CalDavSync.Session;
using CalDavSync.Threading;

namespace CalDavSync.Commands;

/// <summary>Copies calendars to another server or calendar; run again, it copies only what changed.</summary>
[Cmdlet(VerbsCommon.Copy, "CalDavCalendar", SupportsShouldProcess = true)]
[OutputType(typeof(CalDavCopyResult), typeof(CalDavCalendar))]
public sealed class CopyCalDavCalendarCommand : CopyingCmdlet
{
    private CopyDestination? _destination;
    private string? _stateFolder;

    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>A calendar to copy into, or a connection: then into its calendar of the same name, which is made when it is missing.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DestinationReferenceTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public DestinationReference? Destination { get; set; }

    /// <summary>The folder that remembers what was copied; the user's state folder when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>Remove from the destination what the source has not.</summary>
    [Parameter]
    public SwitchParameter Mirror { get; set; }

    /// <summary>Percent of the destination's items that -Mirror may remove; with more it removes nothing.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumDeletion { get; set; }

    /// <summary>Remove any number of items, and do not ask; write without a condition where the server refuses its own entity tags.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>After each result, emit the destination calendar too, for the next command.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Copying calendars";
        try
        {
            _stateFolder = StateFolder.Resolve(SessionState, StatePath);
            _destination = new CopyDestination(Calendars, Destination!, new RequestContext(Out.Log), Mirror);
        }
        catch (CalDavException error)
        {
            Fail(error, error is StateUnavailableException ? StatePath : Destination);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunPumped(stop => ForEachCalendarAsync(Calendar!, CopyAsync, stop));

    private async Task CopyAsync(ResolvedCalendar source, CancellationToken stop)
    {
        ResolvedCalendar target = await _destination!.FindAsync(source.Calendar, stop).ConfigureAwait(false);
        bool exists = await _destination.ExistsAsync(target, stop).ConfigureAwait(false);
        string action = $"Copy {source.Calendar} to {(exists ? string.Empty : "the new calendar ")}{target.Calendar}";
        Permission permission = await Out.InvokeAsync(() => Ask(action)).ConfigureAwait(false);
        if (permission == Permission.Refused) return;
        bool isDryRun = permission == Permission.DryRun;
        if (!exists && !isDryRun) target = await _destination.MakeAsync(source.Calendar, target, stop).ConfigureAwait(false);
        var request = new CopyRequest(source.Calendar, target.Calendar)
        {
            StatePath = _stateFolder,
            OnConflict = OnConflict,
            Mirror = Mirror,
            MaximumDeletion = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumDeletion)) ? MaximumDeletion : null,
            Force = Force,
            ThrottleLimit = ThrottleLimit,
            NoScheduling = NoScheduling,
            DryRun = isDryRun,
            TargetExists = exists || !isDryRun,
        };
        var copy = new CalendarCopy(source.Client, target.Client, request, new CopyObserver(Out, MayRemove), Out.Log, SystemClock.Instance);
        Emit(await copy.RunAsync(stop).ConfigureAwait(false));
        if (PassThru && !isDryRun) Out.WriteObject(target.Calendar);
    }

    private bool MayRemove(CalDavCalendar calendar, int count)
    {
        bool isAsked = !Force && !(MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm) && confirm is SwitchParameter { IsPresent: false });
        return !isAsked || ShouldContinue($"Remove {count} items from {calendar}, because the source does not have them?", "Copy-CalDavCalendar -Mirror");
    }
}
