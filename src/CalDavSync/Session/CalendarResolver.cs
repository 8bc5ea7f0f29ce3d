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

    /// <summary>The connection comes with an object from the pipeline. Then a calendar given as connection/name need not be of the same one.</summary>
    public bool ConnectionIsPiped { get; init; }

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
        ConnectionSession session = SessionFor(address, connection);
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
    public CalDavConnection ConnectionOf(string pattern) => ConnectionIn(pattern) ?? _registry.Get(null);

    /// <summary>The open connection that a name begins with; null where it is that of a calendar alone.</summary>
    private CalDavConnection? ConnectionIn(string pattern)
    {
        string name = WildcardPattern.Unescape(pattern);
        // A connection may have a slash in its name: the longest name that fits is meant.
        return _registry.Open
            .Where(open => name.StartsWith(open.Name + "/", StringComparison.OrdinalIgnoreCase))
            .OrderBy(open => open.Name.Length)
            .LastOrDefault();
    }

    private async Task<IReadOnlyList<ResolvedCalendar>> FindAsync(CalendarReference reference, ConnectionReference? connection, CancellationToken stop)
    {
        CalDavConnection? named = connection is null || ConnectionIsPiped ? ConnectionIn(reference.Name) : null;
        ConnectionSession session = ConnectionSession.Of(named ?? _registry.Get(connection));
        IReadOnlyList<CalDavCalendar> calendars = await ListAsync(session, stop).ConfigureAwait(false);
        ResolvedCalendar[] found = CalendarNames.Select(calendars, reference.Name).Select(calendar => new ResolvedCalendar(session, calendar)).ToArray();
        if (found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(reference.Name)) return found;
        throw CalendarNames.NotFound(reference.Name, calendars, session.Connection);
    }

    /// <summary>A calendar knows its connection. One that came with a piped object, such as an item to copy into the calendar, is that object's.</summary>
    private ConnectionSession SessionFor(CalDavCalendar calendar, ConnectionReference? connection) => ConnectionSession.Of(
        (connection is null || ConnectionIsPiped) && calendar.Connection is not null ? calendar.Connection : _registry.Get(connection));

    /// <summary>
    /// An absolute address belongs to the connection in whose calendar homes it is, else to the one that came with the piped object if it is of
    /// its origin, else to the latest that is, if there is one.
    /// </summary>
    private ConnectionSession SessionFor(Uri address, ConnectionReference? connection)
    {
        bool isGiven = connection is not null && !ConnectionIsPiped;
        if (!isGiven && _registry.Owner(address, connection) is { } owner) return ConnectionSession.Of(owner);
        CalDavConnection? given = connection is null ? null : _registry.Get(connection);
        if (given is not null && (isGiven || !address.IsAbsoluteUri || IsOfOrigin(given, address))) return ConnectionSession.Of(given);
        CalDavConnection? sameOrigin = address.IsAbsoluteUri ? _registry.Open.LastOrDefault(open => IsOfOrigin(open, address)) : null;
        return ConnectionSession.Of(sameOrigin ?? given ?? _registry.Get(null));
    }

    private static bool IsOfOrigin(CalDavConnection connection, Uri address) =>
        Uri.Compare(connection.Uri, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
