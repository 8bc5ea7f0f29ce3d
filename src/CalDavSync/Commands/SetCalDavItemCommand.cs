using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Items;
using CalDavSync.Threading;
using ItemNotFoundException = CalDavSync.Errors.ItemNotFoundException;

namespace CalDavSync.Commands;

/// <summary>Changes items, if they are still the version that was read: single properties, or the whole text.</summary>
[Cmdlet(VerbsCommon.Set, "CalDavItem", SupportsShouldProcess = true)]
[OutputType(typeof(CalDavItem))]
public sealed class SetCalDavItemCommand : ItemPropertiesCmdlet
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

    /// <summary>The new iCalendar text; properties given besides change it further.</summary>
    [Parameter]
    [ContentTransformation]
    [ValidateNotNullOrEmpty]
    public string? Content { get; set; }

    /// <summary>Write whatever is on the server by now.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the items as they are stored now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Changing items";
        if (Content is not null || !Edit().IsEmpty) return;
        Fail(
            new NothingToChangeException("Nothing to change was given: name a property such as -Summary, or give -Content."), Item);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ItemEdit edit = Edit();
        RunPumped(stop => ForEachItemAsync(Item!, (reference, token) => ChangeAsync(reference, edit, token), stop));
    }

    private async Task ChangeAsync(ItemReference reference, ItemEdit edit, CancellationToken stop)
    {
        string action = Content is null ? "Change properties" : "Replace the text";
        if (!await Out.InvokeAsync(() => ShouldProcess(reference.ToString(), action)).ConfigureAwait(false)) return;
        ItemWriter writer = await WriterAsync(reference.Href, Calendar ?? reference.Calendar, "Changed items", stop).ConfigureAwait(false);
        (string? etag, string? read) = await BaseAsync(reference, writer, stop).ConfigureAwait(false);
        string text = Content ?? read!;
        if (!edit.IsEmpty) text = ItemEditor.Apply(text, edit, SystemClock.Instance.UtcNow.Year);
        if (text == read && !Force)
        {
            Out.Log.Verbose($"{reference} is as wanted; nothing was sent.");
            if (PassThru) Out.WriteObject(writer.Items.ToItem(reference.Href, etag, text));
            return;
        }

        RequireSameUid(reference, read, text);
        WrittenItem written = await writer
            .ReplaceAsync(reference.Href, etag, read, text, Options with { Force = Force }, stop).ConfigureAwait(false);
        if (PassThru) Out.WriteObject(await writer.Stored.ReadAsync(written, stop).ConfigureAwait(false));
    }

    /// <summary>The version the change starts from. A text that has to be read now must be the version the caller saw.</summary>
    private async Task<(string? ETag, string? Text)> BaseAsync(ItemReference reference, ItemWriter writer, CancellationToken stop)
    {
        if (reference.Content is not null && (!Force || Content is not null)) return (reference.ETag, reference.Content);
        if (Content is not null && (reference.ETag is not null || Force)) return (reference.ETag, null);
        CalDavItem current = await writer.Items.FindAsync(reference.Href, stop).ConfigureAwait(false)
            ?? throw new ItemNotFoundException($"There is no item at {reference.Href}.") { Uri = reference.Item?.Uri };
        if (reference.ETag is null || Force || EntityTag.Same(reference.ETag, current.ETag)) return (current.ETag, current.Content);
        throw new ItemChangedException($"{reference.Href} was changed on the server since it was read; nothing was written.") { Uri = current.Uri };
    }

    private static void RequireSameUid(ItemReference reference, string? read, string text)
    {
        string? before = read is null ? null : ItemReader.Read(read).Uid;
        string? after = ItemReader.Read(text).Uid;
        if (before is null || after is null || before == after) return;
        throw new InvalidCalendarDataException($"The new text for {reference.Href} has another UID: that is another item, which New-CalDavItem creates.");
    }
}
