using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Tokens;

namespace CalDavSync.Sandbox.Reports;

/// <summary>Chooses the rows and the token of a sync-collection answer; called under the store's lock.</summary>
internal sealed class SyncSelection
{
    private const int QuirkyPage = 230;
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(10);

    private readonly DavServer _server;

    public SyncSelection(DavServer server) => _server = server;

    private QuirkSet Quirks => _server.Quirks;

    public SyncPage Select(SandboxCalendar calendar, SyncRequest sync)
    {
        SyncPosition position = _server.Tokens.Read(calendar, sync.Token);
        RefuseLimit(sync, position);
        long horizon = Horizon(calendar);
        List<SyncRow> rows = Rows(calendar, position).Where(row => row.Revision <= horizon).ToList();
        string token = horizon < calendar.Revision && _server.Tokens.CanPage
            ? _server.Tokens.IssuePartial(calendar, Math.Max(horizon, position.Since), position.Baseline)
            : _server.Tokens.Issue(calendar);
        if (rows.Count == 0 && !position.Initial && Quirks.Has(TokenQuirks.ReplaysWhenUpToDate)) token = _server.Tokens.IssuePartial(calendar, 0, 0);
        return Cut(calendar, sync, position, rows, token);
    }

    private void RefuseLimit(SyncRequest sync, SyncPosition position)
    {
        if (sync.Limit == 0) return;
        if (Quirks.Has(PagingQuirks.LimitRefused507) || (position.Initial && Quirks.Has(PagingQuirks.LimitRefusedOnInitialSync)))
        {
            throw DavErrors.Dav(507, "number-of-matches-within-limits");
        }
    }

    /// <summary>The last revision that may be told.</summary>
    private long Horizon(SandboxCalendar calendar)
    {
        if (!Quirks.Has(TimingQuirks.RecentChangesHidden)) return long.MaxValue;
        DateTime limit = _server.Store.Clock.UtcNow - Recent;
        ChangeEntry? hidden = calendar.Changes.Since(0).FirstOrDefault(change => change.Time > limit);
        return hidden is null ? long.MaxValue : hidden.Revision - 1;
    }

    private IEnumerable<SyncRow> Rows(SandboxCalendar calendar, SyncPosition position)
    {
        bool tombstones = !position.Initial || Quirks.Has(RowQuirks.TombstonesInInitial);
        long baseline = Quirks.Has(RowQuirks.TombstonesInInitial) ? 0 : position.Baseline;
        foreach (ChangeEntry change in calendar.Changes.Since(position.Since))
        {
            if (change.Removed && (!tombstones || change.Revision <= baseline)) continue;
            if (change.Removed && !change.ExistedAt(position.Since) && !position.Initial && Quirks.Has(RowQuirks.OmitsUnseenDeletions)) continue;
            if (!position.Initial && change.Revision % 5 == 0 && Quirks.Has(TokenQuirks.ForgetsSomeChanges)) continue;
            SandboxItem? item = change.Removed ? null : calendar.Find(change.Name);
            if (position.State is { } state && (state.TryGetValue(change.Name, out string? text) ? text : null) == item?.Text) continue;
            yield return new SyncRow(change.Name, item, change.Revision);
        }

        if (position.Initial || !Quirks.Has(TokenQuirks.LeaksForeignDeletions)) yield break;
        foreach (ChangeEntry change in _server.Store.Calendars.Where(other => other != calendar).SelectMany(other => other.Changes.Since(position.Since)))
        {
            if (change.Removed) yield return new SyncRow(change.Name, null, change.Revision);
        }
    }

    private SyncPage Cut(SandboxCalendar calendar, SyncRequest sync, SyncPosition position, List<SyncRow> rows, string token)
    {
        int asked = sync.Limit == 0 || Quirks.Has(PagingQuirks.LimitIgnored) ? int.MaxValue : sync.Limit;
        if (Quirks.Has(PagingQuirks.LimitCutsSilently) && rows.Count > asked) return new SyncPage(rows.GetRange(0, asked), token, false);
        int own = Quirks.Has(PagingQuirks.TruncatesAt230) ? QuirkyPage : _server.PageSize == 0 ? int.MaxValue : _server.PageSize;
        int limit = Math.Min(asked, own);

        // Net differences need one point in time at which the client knew everything; a page has none.
        bool canPage = _server.Tokens.CanPage && !Quirks.Has(RowQuirks.OmitsUnseenDeletions);
        if (rows.Count <= limit || !canPage) return new SyncPage(rows, token, false);

        bool stuck = Quirks.Has(PagingQuirks.SameTokenOnEveryPage) && sync.Token.Length > 0;
        string next = stuck ? sync.Token : _server.Tokens.IssuePartial(calendar, rows[limit - 1].Revision, position.Baseline);
        return new SyncPage(rows.GetRange(0, limit), next, !Quirks.Has(PagingQuirks.ShortPagesWithout507));
    }
}
