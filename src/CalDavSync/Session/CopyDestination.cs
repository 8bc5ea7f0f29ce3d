using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.CalDav.Collections;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Threading;

namespace CalDavSync.Session;

/// <summary>Finds the calendar each source is copied to, and makes the one that is missing.</summary>
internal sealed class CopyDestination
{
    private readonly CalendarResolver _resolver;
    private readonly DestinationReference _reference;
    private readonly RequestContext _context;
    private readonly CalDavConnection? _connection;
    private readonly Dictionary<Uri, CalDavCalendar> _claimed = new();
    private readonly bool _isExclusive;

    /// <summary>Must be created on the pipeline thread.</summary>
    /// <param name="isExclusive">Two sources must not go to the same calendar, because each would remove the other's items.</param>
    public CopyDestination(CalendarResolver resolver, DestinationReference reference, RequestContext context, bool isExclusive)
    {
        _resolver = resolver;
        _reference = reference;
        _context = context;
        _isExclusive = isExclusive;
        if (reference.Connection is not { } name) return;
        bool isOpen = name.Connection is not null || ConnectionRegistry.Current.Open.Any(name.Matches);
        if (isOpen) _connection = ConnectionRegistry.Current.Get(name);
    }

    /// <summary>The destination of a source; its calendar need not be there yet.</summary>
    /// <exception cref="CalDavException">There is none, or several, or it cannot be used.</exception>
    public async Task<ResolvedCalendar> FindAsync(CalDavCalendar source, CancellationToken stop)
    {
        ResolvedCalendar target = _connection is null ? await SingleAsync(stop).ConfigureAwait(false) : await OnConnectionAsync(source, stop).ConfigureAwait(false);
        if (target.Calendar.Uri == source.Uri) throw new CalendarExistsException($"{source} cannot be copied onto itself.") { Uri = source.Uri };
        if (_isExclusive && OtherOwner(target.Calendar.Uri, source) is { } other)
        {
            string problem = $"{target.Calendar} has the items of {other} ({other.Uri}) already; give {source} ({source.Uri}) a -Destination calendar of its own.";
            throw new CalendarExistsException(problem) { Uri = target.Calendar.Uri };
        }

        _claimed[target.Calendar.Uri] = source;
        return target;
    }

    /// <summary>The destination has this calendar already.</summary>
    public async Task<bool> ExistsAsync(ResolvedCalendar target, CancellationToken stop) =>
        _connection is null || (await _resolver.ListAsync(target.Session, stop).ConfigureAwait(false)).Contains(target.Calendar);

    /// <summary>Makes the calendar with the properties of the source.</summary>
    public async Task<ResolvedCalendar> MakeAsync(CalDavCalendar source, ResolvedCalendar planned, CancellationToken stop)
    {
        CalDavConnection connection = planned.Session.Connection;
        CalDavCalendar calendar = await new CalendarMaker(planned.Client, _context)
            .MakeAsync(connection.HomeSet ?? connection.Uri, planned.Calendar.Name, Properties(source), Warn, stop).ConfigureAwait(false);
        ResolvedCalendar made = planned with { Calendar = calendar };
        _claimed[calendar.Uri] = source;
        _resolver.Made(made);
        return made;
    }

    private async Task<ResolvedCalendar> SingleAsync(CancellationToken stop)
    {
        CalendarReference reference = _reference.Calendar ?? throw new NotConnectedException($"There is no connection '{_reference}'.") { Connection = _reference.ToString() };
        IReadOnlyList<ResolvedCalendar> found = await _resolver.ResolveAsync(reference, null, stop).ConfigureAwait(false);
        if (found.Count == 1) return found[0];
        throw new CalendarNotFoundException($"-Destination '{_reference}' means {found.Count} calendars; a copy needs one, or a connection.");
    }

    // The name of its own that an earlier run gave it, the name in the address, what a name becomes in one, and only then what people call it.
    // Two sources never share one: what is another's is passed over.
    private async Task<ResolvedCalendar> OnConnectionAsync(CalDavCalendar source, CancellationToken stop)
    {
        ConnectionSession session = ConnectionSession.Of(_connection!);
        IReadOnlyList<CalDavCalendar> calendars = await _resolver.ListAsync(session, stop).ConfigureAwait(false);
        string segment = CalendarSegment.For(source.Name);
        string own = CalendarSegment.Hashed(segment, source.Uri.AbsoluteUri);
        CalDavCalendar[] free = calendars.Where(calendar => OtherOwner(calendar.Uri, source) is null).ToArray();
        CalDavCalendar? found = free.FirstOrDefault(calendar => calendar.Name == own)
            ?? free.FirstOrDefault(calendar => calendar.Name == source.Name)
            ?? free.FirstOrDefault(calendar => calendar.Name == segment)
            ?? free.FirstOrDefault(calendar => calendar.DisplayName == source.DisplayName);
        if (found is not null) return new ResolvedCalendar(session, found);
        CalDavCalendar planned = Planned(session, segment, source);
        if (OtherOwner(planned.Uri, source) is not { } other) return new ResolvedCalendar(session, planned);
        CalDavCalendar instead = Planned(session, own, source);
        _context.Log.Warning("own" + source.Uri, $"{source} ({source.Uri}) goes to {instead}, because {planned} has the items of {other} ({other.Uri}).");
        return new ResolvedCalendar(session, instead);
    }

    private CalDavCalendar? OtherOwner(Uri target, CalDavCalendar source) => _claimed.TryGetValue(target, out CalDavCalendar? owner) && owner.Uri != source.Uri ? owner : null;

    private static CalDavCalendar Planned(ConnectionSession session, string segment, CalDavCalendar source)
    {
        var uri = new Uri((session.Connection.HomeSet ?? session.Connection.Uri).AbsoluteUri.TrimEnd('/') + "/" + segment + "/");
        return new CalDavCalendar(uri, segment, session.Connection) { DisplayName = source.DisplayName };
    }

    private List<PropertyChange> Properties(CalDavCalendar source)
    {
        var properties = new List<PropertyChange>
        {
            PropertyChange.Text(DavName.DisplayName, source.DisplayName),
            PropertyChange.Text(DavName.CalendarDescription, source.Description),
            PropertyChange.Text(DavName.CalendarColor, source.Color),
            PropertyChange.Text(DavName.CalendarOrder, source.Order?.ToString(CultureInfo.InvariantCulture)),
            PropertyChange.Text(DavName.CalendarTimeZone, TimeZone(source)),
        };
        if (source.Components.Count > 0) properties.Add(PropertyChange.Components(source.Components));
        properties.RemoveAll(property => property.Xml is null);
        return properties;
    }

    private string? TimeZone(CalDavCalendar source)
    {
        if (source.TimeZone is null) return null;
        int year = SystemClock.Instance.UtcNow.Year;
        try
        {
            return CalendarTimeZone.ToText(source.TimeZone, year);
        }
        catch (InvalidCalendarDataException) when (source.TimeZoneText is { } text && CalendarTimeZone.IsText(text))
        {
            return CalendarTimeZone.ToText(text, year);
        }
        catch (InvalidCalendarDataException error)
        {
            _context.Log.Warning("timezone" + source.Uri, $"The time zone of {source} is not copied. {error.Message}");
            return null;
        }
    }

    private void Warn(CalDavException error) => _context.Log.Warning("property" + error.Message, error.Message);
}
