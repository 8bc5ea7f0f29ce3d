using System.Management.Automation;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;

namespace CalDavSync.Commands;

/// <summary>Forgets what is remembered of calendars: the next sync begins from the beginning.</summary>
[Cmdlet(VerbsCommon.Reset, "CalDavSyncState", SupportsShouldProcess = true)]
public sealed class ResetCalDavSyncStateCommand : SyncStateCmdlet
{
    /// <summary>Calendars, their names or display names (wildcards are allowed), their addresses, or what Get-CalDavSyncState returned.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunPumped(stop => ForEachStateAsync(Calendar!, ForgetAsync, stop));

    private async Task ForgetAsync(SyncStateTarget target)
    {
        if (!await Out.InvokeAsync(() => ShouldProcess(target.Name, "Forget the sync state")).ConfigureAwait(false)) return;
        if (!target.Store.Remove(target.Key)) Out.Log.Verbose($"Nothing is remembered of {target.Name}.");
    }
}
