using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Lists the calendars of a connection, or reads one by its address.</summary>
[Cmdlet(VerbsCommon.Get, "CalDavCalendar", DefaultParameterSetName = NameSet)]
[OutputType(typeof(CalDavCalendar))]
public sealed class GetCalDavCalendarCommand : CalDavCmdlet
{
    private const string NameSet = "Name";
    private const string UriSet = "Uri";
    private CalendarResolver? _resolver;
    private ConnectionRegistry? _registry;

    /// <summary>Names or display names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The address of a calendar, absolute or relative to the connection's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public Uri[]? Uri { get; set; }

    /// <summary>Only calendars that accept one of these components, for example VEVENT or VTODO.</summary>
    [Parameter]
    [ComponentTransformation]
    [ArgumentCompleter(typeof(ComponentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Component { get; set; }

    /// <summary>Connections, their names (wildcards are allowed) or addresses. Without it, the one opened last in this session is used.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ConnectionReferenceTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public ConnectionReference[]? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Out.Log.ReadPreferences();
        Out.Progress.Title = "Listing calendars";
        _registry = ConnectionRegistry.Current;
        _resolver = new CalendarResolver(new RequestContext(Out.Log));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunPumped(Uri is null ? ListAllAsync : ReadAllAsync);

    private async Task ListAllAsync(CancellationToken stop)
    {
        foreach (CalDavConnection connection in Connections())
        {
            Out.Progress.Report(connection.Name);
            try
            {
                Emit(await _resolver!.ListAsync(ConnectionSession.Of(connection), stop).ConfigureAwait(false), connection);
            }
            catch (CalDavException error) when (error is not NotConnectedException)
            {
                Out.WriteError(error, connection);
            }
        }
    }

    private async Task ReadAllAsync(CancellationToken stop)
    {
        foreach (Uri address in Uri!)
        {
            Out.Progress.Report(address.ToString());
            try
            {
                ConnectionReference? connection = Connection?.LastOrDefault();
                CalDavCalendar calendar = (await _resolver!.ReadAsync(address, connection, stop).ConfigureAwait(false)).Calendar;
                Out.Progress.Close();
                if (HasComponent(calendar)) Out.WriteObject(calendar);
            }
            catch (CalDavException error) when (error is not NotConnectedException)
            {
                Out.WriteError(error, address);
            }
        }
    }

    private void Emit(IReadOnlyList<CalDavCalendar> calendars, CalDavConnection connection)
    {
        Out.Progress.Close();
        foreach (CalDavCalendar calendar in Wanted(calendars, connection).Distinct().Where(HasComponent)) Out.WriteObject(calendar);
    }

    private IEnumerable<CalDavCalendar> Wanted(IReadOnlyList<CalDavCalendar> calendars, CalDavConnection connection)
    {
        if (Name is null) return calendars;
        var wanted = new List<CalDavCalendar>();
        foreach (string name in Name.Where(name => IsMeant(connection, name)))
        {
            int before = wanted.Count;
            wanted.AddRange(CalendarNames.Select(calendars, name));
            if (wanted.Count > before || WildcardPattern.ContainsWildcardCharacters(name)) continue;
            Out.WriteError(CalendarNames.NotFound(name, calendars, connection), name);
        }

        return wanted;
    }

    /// <summary>A calendar whose server does not say what it accepts accepts everything (RFC 4791 section 5.2.3).</summary>
    private bool HasComponent(CalDavCalendar calendar) =>
        Component is null || calendar.Components.Count == 0 || calendar.Components.Intersect(Component, StringComparer.OrdinalIgnoreCase).Any();

    private IEnumerable<CalDavConnection> Connections()
    {
        if (Connection is not null) return Connection.SelectMany(_registry!.FindMeant).Distinct();
        return Name is null ? new[] { _registry!.Get(null) } : Name.Select(_resolver!.ConnectionOf).Distinct();
    }

    /// <summary>Without -Connection, connection/name is looked for there alone.</summary>
    private bool IsMeant(CalDavConnection connection, string name) => Connection is not null || _resolver!.ConnectionOf(name) == connection;
}
