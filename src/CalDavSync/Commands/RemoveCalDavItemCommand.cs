using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Items;

namespace CalDavSync.Commands;

/// <summary>Deletes items, if they are still the version that was read.</summary>
[Cmdlet(VerbsCommon.Remove, "CalDavItem", SupportsShouldProcess = true)]
public sealed class RemoveCalDavItemCommand : ItemCmdlet
{
    /// <summary>Items, sync records, or addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ItemReferenceTransformation]
    [ValidateNotNullOrEmpty]
    public ItemReference[]? Item { get; set; }

    /// <summary>The calendar of items given by address; the collection they lie in when left out.</summary>
    [Parameter]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [ValidateNotNull]
    public CalendarReference? Calendar { get; set; }

    /// <summary>Delete whatever is on the server by now; needed for an address alone, of which nothing was read.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Delete only if the whole calendar is still in the state of this sync token (RFC 6578 section 5).</summary>
    [Parameter]
    [SyncTokenTransformation]
    [AllowEmptyString]
    public string? IfSyncToken { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Removing items";
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunPumped(stop => ForEachItemAsync(Item!, DeleteAsync, stop));

    private async Task DeleteAsync(ItemReference reference, CancellationToken stop)
    {
        if (!await Out.InvokeAsync(() => ShouldProcess(reference.ToString(), "Delete")).ConfigureAwait(false)) return;
        ItemWriter writer = await WriterAsync(reference.Href, Calendar ?? reference.Calendar, "Removed items", stop).ConfigureAwait(false);
        var options = new WriteOptions { Force = Force, IfSyncToken = IfSyncToken };
        bool wasThere = await writer.DeleteAsync(reference.Href, reference.ETag, reference.Content, options, stop).ConfigureAwait(false);
        if (!wasThere) Out.Log.Verbose($"{reference} was gone already.");
    }
}
