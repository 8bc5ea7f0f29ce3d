using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Sync;

namespace CalDavSync.Items;

/// <summary>
/// Finds items of one calendar by calendar-query, and hands each out once, as it streams in. A server that refuses a filter is asked for more
/// and the rest is done here; one without calendar-query is listed. Where everything is wanted, a listing shows what the queries left out.
/// </summary>
internal sealed class ItemSearch
{
    private const int BatchSize = 100;

    private readonly SyncRun _run;
    private readonly ItemAccess _items;
    private readonly SearchRemainder _remainder;
    private readonly ItemQuery _query;
    private readonly Action<CalDavItem> _onItem;
    private readonly Action<string, Exception>? _onFailure;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<ReportedMember> _textless = new();
    private bool _isUnsearched;
    private bool _isBeside;

    /// <param name="client">The signed-in server.</param>
    /// <param name="calendar">Where to look.</param>
    /// <param name="context">Counts the requests.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="onItem">Takes each item.</param>
    /// <param name="onFailure">Takes the address of an item that cannot be read, and why; null: the first one ends the search.</param>
    public ItemSearch(
        CalDavClient client,
        CalDavCalendar calendar,
        RequestContext context,
        ItemQuery query,
        Action<CalDavItem> onItem,
        Action<string, Exception>? onFailure = null)
    {
        _items = new ItemAccess(client, calendar, context);
        _run = _items.Run;
        _remainder = new SearchRemainder(_run, onFailure);
        _query = query;
        _onItem = onItem;
        _onFailure = onFailure;
    }

    /// <exception cref="CalDavException">The calendar cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What a listing tells is all that is wanted.
        if (!_query.NeedsText && _query.Components.Count == 0)
        {
            await ListAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<string> components = _query.ComponentsOf(_run.Calendar);
        foreach (string component in components)
        {
            if (await QueryAsync(component, cancellationToken).ConfigureAwait(false)) continue;
            await ListAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
        if (!_query.IsNarrow && components.Count > 0) await ReadRemainderAsync(cancellationToken).ConfigureAwait(false);
        else if (_seen.Count == 0) await TryNamesAsync(cancellationToken).ConfigureAwait(false);
    }

    // False when the server answers no query at all.
    private async Task<bool> QueryAsync(string component, CancellationToken cancellationToken)
    {
        foreach (CalendarFilter filter in Filters(component))
        {
            if (await SendAsync(filter, cancellationToken).ConfigureAwait(false)) continue;
            return !filter.IsBare && await SendAsync(new CalendarFilter(component), cancellationToken).ConfigureAwait(false);
        }

        await QueryBesideAsync(component, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // What is without a zone, and where the server's clock differs from the one on the wall.
    private async Task QueryBesideAsync(string component, CancellationToken cancellationToken)
    {
        if (_query.Uids.Count > 0 || FloatingRange.Beside(_query.After, _query.Before, TimeZoneInfo.Local) is not { } range) return;
        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
        _isBeside = true;
        await SendAsync(new CalendarFilter(component) { After = range.After, Before = range.Before }, cancellationToken).ConfigureAwait(false);
        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
        _isBeside = false;
    }

    private IEnumerable<CalendarFilter> Filters(string component)
    {
        var times = new CalendarFilter(component) { After = _query.After, Before = _query.Before };
        if (_query.Uids.Count == 0)
        {
            yield return times;
            yield break;
        }

        // A UID says enough; servers that combine filters wrongly are not tempted.
        foreach (string uid in _query.Uids) yield return new CalendarFilter(component) { Uid = uid };
    }

    private async Task<bool> SendAsync(CalendarFilter filter, CancellationToken cancellationToken)
    {
        try
        {
            await _run.Requester.SendAsync(
                "REPORT", _run.Address.Uri, "1", filter.ToQuery(_query.NeedsText), "the items of " + _run.Calendar, Take, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CalDavException exception) when (TokenRejection.IsPossible(exception) || exception is QuotaExceededException)
        {
            // 404 too: Synology says so of an empty calendar (Q112); the listing tells whether it is there.
            _run.Log.Verbose($"{_run.Calendar} does not answer this query; asking for more and choosing here. {exception.Message}");
            return false;
        }
    }

    private void Take(MultistatusRow row)
    {
        if (row.IsGone || row.Status >= 400 || _run.Address.Locate(row.Href, out string key) != MemberPlace.Member || !_seen.Add(key)) return;
        if (!_query.NeedsText) _onItem(new CalDavItem(row.Href, _run.Address.Resolve(row.Href), row.ETag, null, _run.Calendar));
        else if (row.CalendarData is { } text) Offer(row.Href, row.ETag, text);
        else _textless.Add(new ReportedMember(key, row.Href, row.ETag));
    }

    private void Offer(string href, string? etag, string text)
    {
        CalDavItem item = _items.ToItem(href, etag, text, keepsText: !_query.NoContent);
        // Of what no search named, only the text can say that it is of the kind that is wanted.
        bool isOfNoKind = _isUnsearched && _query.Components.Count > 0 && item.Component is null;
        bool isElsewhere = _isBeside && !FloatingItem.MayBeWanted(item, text, _query);
        if (!isOfNoKind && !isElsewhere && _query.Accepts(item)) _onItem(item);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        await _remainder.ListAsync(
            member =>
            {
                if (!_seen.Add(member.Key)) return;
                if (_query.NeedsText || _query.Components.Count > 0) _textless.Add(member);
                else _onItem(new CalDavItem(member.Href, _run.Address.Resolve(member.Href), member.ETag, null, _run.Calendar));
            },
            cancellationToken).ConfigureAwait(false);
        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadRemainderAsync(CancellationToken cancellationToken)
    {
        await _remainder.ListAsync(
            member =>
            {
                if (_seen.Add(member.Key)) _textless.Add(member);
            },
            cancellationToken).ConfigureAwait(false);
        if (_textless.Count == 0) return;
        if (_query.Components.Count > 0) await _remainder.ExcludeOthersAsync(_textless, _query.Components, cancellationToken).ConfigureAwait(false);
        _run.Log.Verbose($"The search left out {_textless.Count} members of {_run.Calendar}, which are read by their addresses.");
        _isUnsearched = true;
        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadTextsAsync(CancellationToken cancellationToken)
    {
        for (int start = 0; start < _textless.Count; start += BatchSize)
        {
            List<ReportedMember> batch = _textless.GetRange(start, Math.Min(BatchSize, _textless.Count - start));
            foreach (ItemBody body in await _items.ReadAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                if (body.Error is not null && _onFailure is null) throw body.Error;
                if (body.Error is not null) _onFailure!(body.Member.Href, body.Error);
                if (body.Text is not null) Offer(body.Member.Href, body.ETag, body.Text);
            }
        }

        _textless.Clear();
    }

    // A server whose search finds nothing may still have the item where most clients would put it.
    private async Task TryNamesAsync(CancellationToken cancellationToken)
    {
        foreach (string uid in _query.Uids)
        {
            string href = _run.Address.HrefFromKey(ItemName.For(uid));
            if ((await _items.StatAsync(href, cancellationToken).ConfigureAwait(false)).Exists) _textless.Add(_items.Member(href));
        }

        await ReadTextsAsync(cancellationToken).ConfigureAwait(false);
    }
}
