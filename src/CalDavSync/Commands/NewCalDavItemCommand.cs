using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Items;
using CalDavSync.Threading;

namespace CalDavSync.Commands;

/// <summary>Stores a new event, task or journal, made of single properties or of an iCalendar text.</summary>
[Cmdlet(VerbsCommon.New, "CalDavItem", DefaultParameterSetName = PropertiesSet, SupportsShouldProcess = true)]
[OutputType(typeof(CalDavItem))]
public sealed class NewCalDavItemCommand : ItemPropertiesCmdlet
{
    private const string PropertiesSet = "Properties";
    private const string ContentSet = "Content";

    /// <summary>The calendar, its name or display name, or its address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertiesSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ContentSet)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [ValidateNotNull]
    public CalendarReference? Calendar { get; set; }

    /// <summary>The iCalendar text of one item, overrides of its recurrences included.</summary>
    [Parameter(ParameterSetName = PropertiesSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ContentSet)]
    [ContentTransformation]
    [ValidateNotNullOrEmpty]
    public string? Content { get; set; }

    /// <summary>The UID; a new one is made, or that of the text is kept, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Uid { get; set; }

    /// <summary>What to make of the properties.</summary>
    [Parameter(ParameterSetName = PropertiesSet)]
    [ComponentTransformation]
    [ValidateSet("VEVENT", "VTODO", "VJOURNAL")]
    public string Component { get; set; } = "VEVENT";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Creating items";
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ItemEdit edit = Edit();
        CalendarReference calendar = Calendar!;
        RunPumped(stop => GuardAsync(() => CreateAsync(calendar, edit, stop), calendar.Calendar ?? (object)calendar.ToString()));
    }

    private async Task CreateAsync(CalendarReference reference, ItemEdit edit, CancellationToken stop)
    {
        string text = Text(edit);
        ItemText.RequireUid(text);
        ItemFacts facts = ItemReader.Read(text);
        bool isOther = MyInvocation.BoundParameters.ContainsKey(nameof(Component)) && !string.Equals(facts.Component, Component, StringComparison.OrdinalIgnoreCase);
        if (isOther) throw new InvalidCalendarDataException($"The text given is a {facts.Component} and no {Component.ToUpperInvariant()}. Leave out -Component or give another text.");
        string action = $"Create {facts.Component} '{facts.Summary ?? facts.Uid}'";
        if (!await Out.InvokeAsync(() => ShouldProcess(reference.ToString(), action)).ConfigureAwait(false)) return;
        ItemWriter writer = await WriterAsync(string.Empty, reference, "Created items", stop).ConfigureAwait(false);
        WrittenItem written = await writer.CreateAsync(text, Options, stop).ConfigureAwait(false);
        Out.WriteObject(await writer.Stored.ReadAsync(written, stop).ConfigureAwait(false));
        Done++;
    }

    private string Text(ItemEdit edit)
    {
        IClock clock = SystemClock.Instance;
        if (Content is null) return ItemComposer.Compose(Component.ToUpperInvariant(), Uid ?? NewUid.Create(clock), edit, clock.UtcNow);
        string text = Uid is null ? Content : ItemText.WithUid(Content, Uid);
        return edit.IsEmpty ? text : ItemEditor.Apply(text, edit, clock.UtcNow.Year);
    }
}
