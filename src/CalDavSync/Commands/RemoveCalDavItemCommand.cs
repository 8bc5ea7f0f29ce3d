using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Items;
using CalDavSync.Session;

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
    protected override void ProcessRecord() => RunPumped(async stop =>
    {
        foreach (ItemReference reference in Item!.Where(reference => reference.IsItem))
        {
            await GuardAsync(() => DeleteAsync(reference, stop), reference.Item ?? (object)reference.Href).ConfigureAwait(false);
        }
    });

    private async Task DeleteAsync(ItemReference reference, CancellationToken stop)
    {
        if (!await Out.InvokeAsync(() => ShouldProcess(reference.ToString(), "Delete")).ConfigureAwait(false)) return;
        ResolvedCalendar resolved = await CalendarOfAsync(reference.Href, Calendar ?? reference.Calendar, stop).ConfigureAwait(false);
        var writer = new ItemWriter(resolved.Client, resolved.Calendar, Context);
        var options = new WriteOptions { Force = Force, IfSyncToken = IfSyncToken };
        bool wasThere = await writer.DeleteAsync(reference.Href, reference.ETag, reference.Content, options, stop).ConfigureAwait(false);
        if (!wasThere) Out.Log.Verbose($"{reference} was gone already.");
    }
}
