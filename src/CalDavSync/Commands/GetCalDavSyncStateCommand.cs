using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;

namespace CalDavSync.Commands;

/// <summary>Shows what is remembered between runs: of the calendars given, or with none given of all in the state folder.</summary>
[Cmdlet(VerbsCommon.Get, "CalDavSyncState")]
[OutputType(typeof(CalDavSyncState))]
public sealed class GetCalDavSyncStateCommand : SyncStateCmdlet
{
    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Calendar is not null) RunPumped(stop => ForEachStateAsync(Calendar, ReadAsync, stop));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Calendar is null && !MyInvocation.ExpectingInput) RunPumped(ReadAllAsync, StatePath);
        base.EndProcessing();
    }

    private Task ReadAsync(SyncStateTarget target)
    {
        if (target.Read() is { } state) Out.WriteObject(state);
        else Out.Log.Verbose($"Nothing is remembered of {target.Name}.");
        return Task.CompletedTask;
    }

    private Task ReadAllAsync(CancellationToken stop)
    {
        foreach (CalDavSyncState state in Store.ReadAll(error => Out.WriteError(error, StatePath)))
        {
            stop.ThrowIfCancellationRequested();
            Out.WriteObject(state);
        }

        return Task.CompletedTask;
    }
}
