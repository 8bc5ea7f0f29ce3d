using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Session;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets about items: finds the calendar an item is in.</summary>
public abstract class ItemCmdlet : ConnectedCmdlet
{
    private RequestContext? _context;
    private Dictionary<string, ResolvedCalendar>? _resolved;

    private protected ItemCmdlet()
    {
    }

    /// <summary>One for the whole command: warnings come once, requests are counted together.</summary>
    private protected RequestContext Context => _context ??= new RequestContext(Out.Log);

    /// <summary>The calendar of an address: the one named, else the collection the address lies in.</summary>
    /// <exception cref="CalendarNotFoundException">There is none, or several are meant.</exception>
    private protected async Task<ResolvedCalendar> CalendarOfAsync(string href, CalendarReference? calendar, CancellationToken stop)
    {
        CalendarReference reference = calendar ?? new CalendarReference(Parent(href));
        if (reference.Calendar is null && _resolved is not null && _resolved.TryGetValue(reference.Name, out ResolvedCalendar? known)) return known;
        IReadOnlyList<ResolvedCalendar> found = await Calendars.ResolveAsync(reference, Connection, stop).ConfigureAwait(false);
        if (found.Count != 1) throw new CalendarNotFoundException($"'{reference}' means {found.Count} calendars; an item is in one.");
        // Many items of one calendar by name or address cost one look-up.
        if (reference.Calendar is null) (_resolved ??= new Dictionary<string, ResolvedCalendar>(StringComparer.Ordinal))[reference.Name] = found.Single();
        return found[0];
    }

    private static Uri Parent(string href)
    {
        int slash = href.TrimEnd('/').LastIndexOf('/');
        if (slash < 0) throw new CalendarNotFoundException($"'{href}' names no calendar; give -Calendar, or the whole path.");
        return new Uri(href.Substring(0, slash + 1), UriKind.RelativeOrAbsolute);
    }
}
