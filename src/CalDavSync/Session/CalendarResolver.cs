using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.Session;

/// <summary>Turns what a user calls a calendar into calendars; asks each server for its list at most once per command.</summary>
internal sealed class CalendarResolver
{
    private readonly ConnectionRegistry _registry;
    private readonly RequestContext _context;
    private readonly Dictionary<ConnectionSession, IReadOnlyList<CalDavCalendar>> _lists = new();

    /// <summary>Must be created on the pipeline thread: connections are those of its runspace.</summary>
    public CalendarResolver(RequestContext context)
    {
        _registry = ConnectionRegistry.Current;
        _context = context;
    }

    /// <summary>The calendars meant. Throws <see cref="CalendarNotFoundException"/> for a name without wildcards that none has.</summary>
    public async Task<IReadOnlyList<ResolvedCalendar>> ResolveAsync(CalendarReference reference, ConnectionReference? connection, CancellationToken stop)
    {
        if (reference.Calendar is { } calendar) return new[] { new ResolvedCalendar(SessionFor(calendar, connection), calendar) };
        if (reference.Address is { } address) return new[] { await ReadAsync(address, connection, stop).ConfigureAwait(false) };
        return await FindAsync(reference, connection, stop).ConfigureAwait(false);
    }

    /// <summary>The collection at an address, which may be relative to the connection's.</summary>
    public async Task<ResolvedCalendar> ReadAsync(Uri address, ConnectionReference? connection, CancellationToken stop)
    {
        ConnectionSession session = connection is null ? SessionFor(address) : ConnectionSession.Of(_registry.Get(connection));
        var absolute = new Uri(session.Connection.HomeSet ?? session.Connection.Uri, address);
        return new ResolvedCalendar(session, await session.Client.GetCollectionAsync(absolute, _context, stop).ConfigureAwait(false));
    }

    /// <summary>All calendars of a connection.</summary>
    public async Task<IReadOnlyList<CalDavCalendar>> ListAsync(ConnectionSession session, CancellationToken stop)
    {
        if (_lists.TryGetValue(session, out IReadOnlyList<CalDavCalendar>? known)) return known;
        IReadOnlyList<CalDavCalendar> calendars = await session.Client.ListCalendarsAsync(_context, stop).ConfigureAwait(false);
        session.KnownCalendars = calendars;
        _lists[session] = calendars;
        return calendars;
    }

    /// <summary>A calendar was made since: it is in the list of its server now.</summary>
    public void Made(ResolvedCalendar made)
    {
        made.Session.Made(made.Calendar);
        if (_lists.TryGetValue(made.Session, out IReadOnlyList<CalDavCalendar>? known)) _lists[made.Session] = known.Append(made.Calendar).ToArray();
    }

    /// <summary>Where a calendar of this name is looked for: connection/calendar, the text a calendar prints as, names the connection too.</summary>
    public CalDavConnection ConnectionOf(string pattern)
    {
        string name = WildcardPattern.Unescape(pattern);
        // A connection may have a slash in its name: the longest name that fits is meant.
        CalDavConnection? named = _registry.Open
            .Where(open => name.StartsWith(open.Name + "/", StringComparison.OrdinalIgnoreCase))
            .OrderBy(open => open.Name.Length)
            .LastOrDefault();
        return named ?? _registry.Get(null);
    }

    private async Task<IReadOnlyList<ResolvedCalendar>> FindAsync(CalendarReference reference, ConnectionReference? connection, CancellationToken stop)
    {
        ConnectionSession session = ConnectionSession.Of(connection is null ? ConnectionOf(reference.Name) : _registry.Get(connection));
        IReadOnlyList<CalDavCalendar> calendars = await ListAsync(session, stop).ConfigureAwait(false);
        ResolvedCalendar[] found = CalendarNames.Select(calendars, reference.Name).Select(calendar => new ResolvedCalendar(session, calendar)).ToArray();
        if (found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(reference.Name)) return found;
        throw CalendarNames.NotFound(reference.Name, calendars, session.Connection);
    }

    private ConnectionSession SessionFor(CalDavCalendar calendar, ConnectionReference? connection) => ConnectionSession.Of(
        connection is null && calendar.Connection is not null ? calendar.Connection : _registry.Get(connection));

    /// <summary>An absolute address belongs to the latest connection of its origin, if there is one.</summary>
    private ConnectionSession SessionFor(Uri address)
    {
        CalDavConnection? sameOrigin = address.IsAbsoluteUri
            ? _registry.Open.LastOrDefault(open => Uri.Compare(open.Uri, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            : null;
        return ConnectionSession.Of(sameOrigin ?? _registry.Get(null));
    }
}
