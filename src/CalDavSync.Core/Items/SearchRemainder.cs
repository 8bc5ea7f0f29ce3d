using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Sync;

namespace CalDavSync.Items;

/// <summary>
/// Finds what a search leaves out: servers only look into a span around today (Q115), hide tasks (Q116), or hold components that the calendar
/// does not claim. Only a listing shows them.
/// </summary>
internal sealed class SearchRemainder
{
    // Their search for events finds everything, so that it says nothing of what an item is.
    private static readonly string[] IgnoreComponents = { "Bedework" };

    private static readonly string[] Usual = { "VEVENT", "VTODO", "VJOURNAL" };

    private readonly SyncRun _run;
    private readonly Action<string, Exception>? _onFailure;

    /// <param name="run">The calendar.</param>
    /// <param name="onFailure">Takes the address of an item that nobody may read, and why; null: that is only warned about.</param>
    public SearchRemainder(SyncRun run, Action<string, Exception>? onFailure)
    {
        _run = run;
        _onFailure = onFailure;
    }

    /// <summary>
    /// Lists all members by what does not depend on the search: PROPFIND, or sync-collection where a profile says that PROPFIND is slow. A profile
    /// must not decide what is there.
    /// </summary>
    public async Task ListAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        var listing = new MemberListing(_run) { OnUnreadable = _onFailure is null ? null : Unreadable };
        bool isSlow = _run.Profile?.ListByQuery == true && _run.Calendar.SupportsSync;
        if (isSlow && await listing.TryReportAsync(onMember, cancellationToken).ConfigureAwait(false)) return;
        if (await listing.TryPropfindAsync(onMember, cancellationToken).ConfigureAwait(false)) return;
        await listing.QueryAsync(onMember, cancellationToken).ConfigureAwait(false);
        _run.Log.Warning("unlisted:" + _run.Calendar.Uri, $"{_run.Calendar} cannot be listed by PROPFIND, so that items its search leaves out are missing.");
    }

    /// <summary>Takes out what the search for a component that is not wanted names. What no search names stays, and has to be read.</summary>
    public async Task ExcludeOthersAsync(List<ReportedMember> members, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        if (IgnoreComponents.Contains(_run.Profile?.Name, StringComparer.OrdinalIgnoreCase)) return;
        IReadOnlyList<string> all = _run.Calendar.Components.Count > 0 ? _run.Calendar.Components : Usual;
        foreach (string other in all.Where(component => !wanted.Contains(component)))
        {
            if (members.Count == 0) return;
            HashSet<string> named = await NamedAsync(other, cancellationToken).ConfigureAwait(false);
            members.RemoveAll(member => named.Contains(member.Key));
        }
    }

    private async Task<HashSet<string>> NamedAsync(string component, CancellationToken cancellationToken)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await _run.Requester.SendAsync(
                "REPORT",
                _run.Address.Uri,
                "1",
                new CalendarFilter(component).ToQuery(withData: false),
                "the items of " + _run.Calendar,
                row =>
                {
                    if (_run.Address.Locate(row.Href, out string key) == MemberPlace.Member) named.Add(key);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (TokenRejection.IsPossible(exception) || exception is QuotaExceededException)
        {
            // Then more is read than needed.
            _run.Log.Verbose($"{_run.Calendar} does not tell which items are {component}. {exception.Message}");
        }

        return named;
    }

    private void Unreadable(string href, int status) =>
        _onFailure!(href, new AccessDeniedException($"The server does not let {href} be read ({status}).") { Uri = _run.Address.Resolve(href), StatusCode = status });
}
