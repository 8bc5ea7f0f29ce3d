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

/// <summary>Makes a calendar in the calendar home of a connection.</summary>
[Cmdlet(VerbsCommon.New, "CalDavCalendar", SupportsShouldProcess = true)]
[OutputType(typeof(CalDavCalendar))]
public sealed class NewCalDavCalendarCommand : CalendarPropertiesCmdlet
{
    private ConnectionRegistry? _registry;
    private bool _isZoneGiven;

    /// <summary>What to call it. The address is made of its letters and digits.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The name people see, where it is to be another one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? DisplayName { get; set; }

    /// <summary>A description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The colour as #RRGGBB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ColorTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? Color { get; set; }

    /// <summary>The position calendar programs show it at.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public int? Order { get; set; }

    /// <summary>The time zone of floating times: a name such as Europe/Berlin, or a VTIMEZONE.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? TimeZone { get; set; }

    /// <summary>The components it accepts, for example VEVENT, VTODO; the server's choice when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Components")]
    [ComponentTransformation]
    [ArgumentCompleter(typeof(ComponentCompleter))]
    [AllowEmptyCollection]
    public string[] Component { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _registry = ConnectionRegistry.Current;
        _isZoneGiven = MyInvocation.BoundParameters.ContainsKey(nameof(TimeZone));
        Out.Progress.Title = "Creating calendars";
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string name = Name!;
        try
        {
            List<PropertyChange> properties = Properties();
            RunPumped(stop => GuardAsync(() => MakeAsync(name, properties, stop), name));
        }
        catch (InvalidCalendarDataException error)
        {
            WriteError(ErrorRecords.From(error, name));
        }
    }

    private async Task MakeAsync(string name, List<PropertyChange> properties, CancellationToken stop)
    {
        CalDavConnection connection = _registry!.Get(Connection);
        string segment = CalendarSegment.For(name);
        if (!await Out.InvokeAsync(() => ShouldProcess($"{connection.Name}/{segment}", $"Create calendar '{ShownName}'")).ConfigureAwait(false)) return;
        Out.Progress.Report($"{connection.Name}/{segment}");
        Uri home = connection.HomeSet ?? connection.Uri;
        ConnectionSession session = ConnectionSession.Of(connection);
        CalDavCalendar calendar = await new CalendarMaker(session.Client, Context)
            .MakeAsync(home, segment, properties, error => Out.WriteError(error, name), stop).ConfigureAwait(false);
        session.Made(calendar);
        Out.Progress.Close();
        Out.WriteObject(calendar);
    }

    private string? ShownName => string.IsNullOrEmpty(DisplayName) ? Name : DisplayName;

    // What a piped calendar does not have is not given.
    private List<PropertyChange> Properties()
    {
        List<PropertyChange> properties;
        try
        {
            properties = Changes(ShownName, Description, Color, Order, TimeZone);
        }
        catch (InvalidCalendarDataException error) when (!_isZoneGiven)
        {
            // A piped calendar has the name of its zone, which may be known where it comes from alone.
            WriteWarning($"The time zone of '{Name}' is not taken over. {error.Message}");
            properties = Changes(ShownName, Description, Color, Order, null);
        }

        string[] components = Component.Where(name => name.Length > 0).Distinct().ToArray();
        if (components.Length > 0) properties.Add(PropertyChange.Components(components));
        properties.RemoveAll(property => property.Xml is null);
        return properties;
    }
}
