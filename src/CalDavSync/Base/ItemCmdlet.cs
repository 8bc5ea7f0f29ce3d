using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Items;
using CalDavSync.Session;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets about items: finds the calendar an item is in.</summary>
public abstract class ItemCmdlet : ConnectedCmdlet
{
    private readonly Pace _pace = new();
    private RequestContext? _context;
    private Dictionary<string, ResolvedCalendar>? _resolved;
    private int? _total;

    private protected ItemCmdlet()
    {
    }

    /// <summary>One for the whole command: warnings come once, requests are counted together.</summary>
    private protected RequestContext Context => _context ??= new RequestContext(Out.Log);

    /// <summary>How many items this command is done with.</summary>
    private protected int Done { get; set; }

    /// <summary>Does something for each item meant. What fails for one is an error record about it; the others go on.</summary>
    private protected async Task ForEachItemAsync(ItemReference[] references, Func<ItemReference, CancellationToken, Task> action, CancellationToken stop)
    {
        // How many will come through the pipeline, nobody knows.
        _total = references.Length > 1 ? Done + references.Length : null;
        foreach (ItemReference reference in references)
        {
            if (reference.IsItem) await GuardAsync(() => RunAsync(reference, action, stop), reference.Item ?? (object)reference.Href).ConfigureAwait(false);
            Done++;
        }
    }

    /// <summary>What writes an item; tells how far the command is.</summary>
    /// <param name="href">The address of the item; empty for a new one.</param>
    /// <param name="calendar">The calendar it is in; null: the collection the address lies in.</param>
    /// <param name="activity">What was done with the items before, for example "Changed items".</param>
    private protected async Task<ItemWriter> WriterAsync(string href, CalendarReference? calendar, string activity, CancellationToken stop)
    {
        ResolvedCalendar resolved = await CalendarOfAsync(href, calendar, stop).ConfigureAwait(false);
        ReportProgress(resolved.Calendar, activity, Done);
        var writer = new ItemWriter(resolved.Client, resolved.Calendar, Context);
        if (href.Length > 0) await writer.RequireMemberAsync(href, stop).ConfigureAwait(false);
        return writer;
    }

    private protected void ReportProgress(CalDavCalendar calendar, string activity, int done) => Out.Progress.Report(
        new SyncProgress(calendar, activity, done, _total) { Left = _pace.Left(activity, done, _total, SystemClock.Instance.UtcNow) });

    /// <summary>The calendar of an address: the one named, else the collection the address lies in.</summary>
    /// <exception cref="CalendarNotFoundException">There is none, or several are meant.</exception>
    private protected async Task<ResolvedCalendar> CalendarOfAsync(string href, CalendarReference? calendar, CancellationToken stop)
    {
        CalendarReference reference = calendar ?? new CalendarReference(Parent(href));
        // Two servers may have the same names and addresses.
        string key = Connection is null ? reference.Name : $"{Connection.Connection?.Id} {Connection}\n{reference.Name}";
        if (reference.Calendar is null && _resolved is not null && _resolved.TryGetValue(key, out ResolvedCalendar? known)) return known;
        IReadOnlyList<ResolvedCalendar> found = await Calendars.ResolveAsync(reference, Connection, stop).ConfigureAwait(false);
        if (found.Count != 1) throw new CalendarNotFoundException($"'{reference}' means {found.Count} calendars; an item is in one.");
        // Many items of one calendar by name or address cost one look-up.
        if (reference.Calendar is null) (_resolved ??= new Dictionary<string, ResolvedCalendar>(StringComparer.Ordinal))[key] = found.Single();
        return found[0];
    }

    // What is no item's address is said before anybody is asked whether to delete it.
    private static Task RunAsync(ItemReference reference, Func<ItemReference, CancellationToken, Task> action, CancellationToken stop)
    {
        ItemAddress.Require(reference.Href);
        return action(reference, stop);
    }

    private static Uri Parent(string href)
    {
        int slash = href.TrimEnd('/').LastIndexOf('/');
        if (slash < 0) throw new CalendarNotFoundException($"'{href}' names no calendar; give -Calendar, or the whole path.");
        return new Uri(href.Substring(0, slash + 1), UriKind.RelativeOrAbsolute);
    }
}
