using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>Listing the items and reading their texts: what Sync does besides, or instead of, sync-collection.</summary>
internal sealed class ReadingChecks
{
    // A calendar that large is not listed a second time on a production server.
    private const int LargeCalendar = 2000;

    private readonly ProbeRun _run;

    public ReadingChecks(ProbeRun run) => _run = run;

    /// <param name="preferQuery">The server is not to be listed by PROPFIND.</param>
    /// <param name="hasFreshItems">Items were just made, which some servers name later (Q165).</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public async Task RunAsync(bool preferQuery, bool hasFreshItems, CancellationToken cancellationToken)
    {
        if (_run.Members.Count <= LargeCalendar)
        {
            bool trustsMembers = _run.Facts.TokensWork;
            if (!preferQuery) await CheckListingAsync(trustsMembers, hasFreshItems, cancellationToken).ConfigureAwait(false);
            await CheckQueryAsync(null, cancellationToken).ConfigureAwait(false);
            await CheckQueryAsync(Component(), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _run.Facts.CanList = true;
            _run.Add("Listing by PROPFIND", null, $"With {_run.Members.Count} items this would list a large calendar again.", "RFC 4918 section 9.1");
        }

        CheckETags();
        await CheckMultigetAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Component() => _run.Calendar.Components.Count == 0 || _run.Calendar.Components.Contains("VEVENT") ? "VEVENT" : _run.Calendar.Components[0];

    private async Task CheckListingAsync(bool trustsMembers, bool hasFreshItems, CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.Wire.PropfindAsync(_run.Address, "1", cancellationToken, DavName.GetETag).ConfigureAwait(false);
        int missing = trustsMembers ? _run.Members.Keys.Count(key => !answer.Lists(key)) : 0;
        _run.Facts.CanList |= answer.IsMultistatus;
        _run.Add(
            "Listing by PROPFIND",
            answer.IsMultistatus && missing == 0,
            missing == 0 ? $"PROPFIND Depth 1 answered {answer}." : $"PROPFIND Depth 1 answered {answer}; {missing} items that sync-collection names are missing from it.",
            "RFC 4918 section 9.1, Q92, Q137, Q166");
        bool namesNothing = trustsMembers && !hasFreshItems && _run.Members.Count == 0 && answer.Present > 0;
        if (namesNothing)
        {
            // Sync does not believe it either.
            _run.Facts.TokensWork = false;
            _run.Add("Items named", false, $"sync-collection names no item, with Depth 0 and with Depth 1, although the calendar has {answer.Present}.", "RFC 6578 section 3.4, Q46", required: true);
        }

        if (answer.IsMultistatus) Take(answer, trustsMembers && !namesNothing);
    }

    private async Task CheckQueryAsync(string? component, CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.Wire.ReportAsync(_run.Address, RequestBody.Query(withData: false, component), "1", cancellationToken).ConfigureAwait(false);
        List<string> unnamed = _run.Members.Keys.Where(key => !answer.Lists(key)).ToList();
        if (component is not null && answer.IsMultistatus) await LeaveOutOthersAsync(component, unnamed, cancellationToken).ConfigureAwait(false);
        int missing = unnamed.Count;
        bool complete = (answer.IsMultistatus || (_run.Members.Count == 0 && answer.Status == 404)) && missing == 0;
        string filter = component is null ? "VCALENDAR alone" : component;
        _run.Facts.CanList |= answer.IsMultistatus && answer.Present > 0;
        if (complete || component is not null) _run.Facts.CalendarQuery = _run.Facts.CalendarQuery == true || complete;
        string lack = missing > 0 && answer.IsMultistatus ? $"; {missing} of {_run.Members.Count} items are missing from it" : string.Empty;
        _run.Add($"Query for {filter}", complete, $"calendar-query answered {answer}{lack}.", "RFC 4791 section 7.8, Q110, Q112, Q115");
        if (answer.IsMultistatus && _run.Members.Count == 0) Take(answer, keepsMembers: false);
    }

    // A calendar of the user's may hold items of other components, which a query for one of them does not name.
    private async Task LeaveOutOthersAsync(string component, List<string> unnamed, CancellationToken cancellationToken)
    {
        foreach (string other in new[] { "VEVENT", "VTODO", "VJOURNAL" })
        {
            if (unnamed.Count == 0) return;
            if (other == component || (_run.Calendar.Components.Count > 0 && !_run.Calendar.Components.Contains(other))) continue;
            ProbeAnswer answer = await _run.Wire.ReportAsync(_run.Address, RequestBody.Query(withData: false, other), "1", cancellationToken).ConfigureAwait(false);
            unnamed.RemoveAll(answer.Lists);
        }
    }

    // A listing tells the entity tags, and where there are no tokens also the members.
    private void Take(ProbeAnswer answer, bool keepsMembers)
    {
        foreach (KeyValuePair<string, ProbeRow> row in answer.Members)
        {
            if (!row.Value.IsGone && (!keepsMembers || _run.Members.ContainsKey(row.Key))) _run.Members[row.Key] = row.Value;
        }
    }

    private void CheckETags()
    {
        const string Reference = "RFC 4791 section 5.3.4, Q87 to Q92, Q102";
        if (_run.Members.Count == 0)
        {
            _run.Add("Entity tags", null, "There is no item.", Reference);
            return;
        }

        List<string> tags = _run.Members.Values.Where(row => row.ETag is not null).Select(row => row.ETag!).ToList();
        _run.Facts.ETag = tags.Count == _run.Members.Count;
        _run.Add("Entity tags", _run.Facts.ETag, $"{tags.Count} of {_run.Members.Count} listed items have one{(tags.Count > 0 ? $", for example {ProbeAnswer.Short(tags[0])}" : string.Empty)}.", Reference);
        if (tags.Count == 0) return;
        int weak = tags.Count(EntityTag.IsWeak);
        _run.Add("Entity tags strong", weak == 0, weak == 0 ? "None is weak." : $"{weak} of {tags.Count} are weak; writes cannot be made conditional with them.", "RFC 9110 section 8.8.1, Q88");
        int odd = tags.Count(tag => !IsQuotedOnce(tag));
        _run.Add("Entity tags quoted", odd == 0, odd == 0 ? "All are in quotes." : $"{odd} of {tags.Count} are not quoted as they should be.", "RFC 9110 section 8.8.3, Q87, Q102");
    }

    private static bool IsQuotedOnce(string tag)
    {
        string bare = EntityTag.IsWeak(tag) ? tag.Trim().Substring(2) : tag.Trim();
        return bare.Length >= 2 && bare[0] == '"' && bare[bare.Length - 1] == '"' && bare.IndexOf('"', 1) == bare.Length - 1;
    }

    private async Task CheckMultigetAsync(CancellationToken cancellationToken)
    {
        const string Reference = "RFC 4791 section 7.9, Q103 to Q108";
        List<KeyValuePair<string, ProbeRow>> asked = _run.Members.Take(2).ToList();
        if (asked.Count == 0)
        {
            _run.Add("Multiget", null, "There is no item.", Reference);
            return;
        }

        List<string> hrefs = asked.Select(member => _run.Address.Sendable(member.Value.Href)).ToList();
        ProbeAnswer answer = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Multiget(hrefs), "1", cancellationToken).ConfigureAwait(false);
        int read = asked.Count(member => answer.Members.TryGetValue(member.Key, out ProbeRow row) && row.HasData);
        _run.Facts.Multiget = read == asked.Count;
        _run.Add("Multiget", read == asked.Count, $"{read} of {asked.Count} texts came: {answer}.", Reference);

        hrefs.Add(_run.Address.Uri.AbsolutePath.TrimEnd('/') + "/caldavsync-there-is-no-such-item.ics");
        ProbeAnswer hole = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Multiget(hrefs), "1", cancellationToken).ConfigureAwait(false);
        int still = asked.Count(member => hole.Members.TryGetValue(member.Key, out ProbeRow row) && row.HasData);
        bool named = hole.Gone > 0;
        string what = still < asked.Count ? "One missing item costs the others" : named ? "The missing item is named with its 404" : "The missing item is left out in silence";
        _run.Add("Multiget with a missing item", still == asked.Count && named, $"{what}: {hole}.", "RFC 4791 section 7.9, Q103, Q108");
    }
}
