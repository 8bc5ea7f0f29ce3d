using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.State;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Items;

/// <summary>Reads items of one calendar by their addresses: multiget where it works, else GET (Q106, Q107).</summary>
internal sealed class ItemAccess
{
    private readonly SyncRun _run;
    private readonly bool _hasMultiget;

    public ItemAccess(CalDavClient client, CalDavCalendar calendar, RequestContext context)
    {
        _run = new SyncRun(new SyncRequest(calendar) { IncludeContent = true }, client, new InMemorySyncState(), SilentObserver.Instance, context, SystemClock.Instance);
        _hasMultiget = calendar.Reports.Count == 0 || calendar.Reports.Contains("calendar-multiget");
    }

    public SyncRun Run => _run;

    /// <summary>The members at these addresses; an item that is gone has neither text nor error.</summary>
    public Task<IReadOnlyList<ItemBody>> ReadAsync(IReadOnlyList<ReportedMember> members, CancellationToken cancellationToken) =>
        new MultigetBatch(_run).FetchAsync(members, _hasMultiget, isAlone: true, cancellationToken);

    /// <summary>The item at an address with the entity tag that belongs to its text; null when there is none.</summary>
    /// <exception cref="CalDavException">It could not be read.</exception>
    public async Task<CalDavItem?> FindAsync(string href, CancellationToken cancellationToken)
    {
        ReportedMember member = Member(href);
        ItemBody body = (await ReadAsync(new[] { member }, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        // Reports without entity tags (Q91): GET has text and tag in one answer.
        if (body.Text is not null && body.ETag is null && _hasMultiget) body = await new ItemDownload(_run).GetAsync(member, cancellationToken).ConfigureAwait(false);
        if (body.Error is not null) throw body.Error;
        return body.Text is null ? null : ToItem(body.Member.Href, body.ETag, body.Text);
    }

    /// <summary>Whether something is at an address, what, and its entity tag now.</summary>
    public async Task<ItemState> StatAsync(string href, CancellationToken cancellationToken)
    {
        ItemState state = default;
        try
        {
            await _run.Requester.SendAsync(
                "PROPFIND",
                _run.Address.Resolve(href),
                "0",
                RequestBody.Propfind(DavName.GetETag, DavName.ResourceType),
                "the item " + href,
                row => state = new ItemState(state.Exists || !row.IsGone, state.ETag ?? row.ETag, state.IsCollection || row.IsCollection),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CalendarNotFoundException)
        {
            // Nothing there is an answer, and none to be surprised by.
            return default;
        }

        return state;
    }

    /// <summary>The public item for a text.</summary>
    /// <param name="keepsText">False leaves the text out and keeps what was read of it.</param>
    public CalDavItem ToItem(string href, string? etag, string text, bool keepsText = true)
    {
        ItemFacts facts = ItemReader.Read(text);
        return ItemFactory.Create(href, _run.Address.Resolve(href), etag, text, _run.Calendar, facts, keepsText);
    }

    public ReportedMember Member(string href)
    {
        _run.Address.Locate(href, out string key);
        return new ReportedMember(key.Length > 0 ? key : href, href, null);
    }
}
