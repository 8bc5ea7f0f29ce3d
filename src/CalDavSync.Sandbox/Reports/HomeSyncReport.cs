using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Tokens;

namespace CalDavSync.Sandbox.Reports;

/// <summary>
/// sync-collection of the home: its members are the calendars; with level <c>infinite</c> also theirs. A calendar that cannot
/// be looked into gets its 403 row once, when it is first reported (RFC 6578 section 3.3).
/// </summary>
internal sealed class HomeSyncReport
{
    private readonly DavServer _server;

    public HomeSyncReport(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request, SyncRequest sync)
    {
        List<HomeSyncRow> found;
        SyncPosition position;
        string token;
        lock (_server.Store.Gate)
        {
            position = _server.Tokens.ReadForHome(sync.Token);
            found = Select(position, sync.Infinite);
            token = _server.Tokens.IssueForHome();
        }

        int limit = Math.Min(sync.Limit == 0 ? int.MaxValue : sync.Limit, _server.PageSize == 0 ? int.MaxValue : _server.PageSize);
        bool truncated = found.Count > limit;
        if (truncated)
        {
            found = found.Take(limit).ToList();
            token = _server.Tokens.IssuePartialForHome(found[limit - 1].Revision, position.Baseline);
        }

        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            ItemRows items = new(_server, writer, rows, sync.Properties, patch: null, RowUse.Sync);
            rows.Begin();
            foreach (HomeSyncRow row in found) Write(rows, items, row, sync.Properties);
            if (truncated) rows.Status(_server.Layout.Home, 507, "<D:number-of-matches-within-limits/>");
            rows.SyncToken(token);
            rows.End();
        });
    }

    private void Write(Multistatus rows, ItemRows items, HomeSyncRow row, PropertyRequest properties)
    {
        if (row.Calendar is null) rows.Status(_server.Layout.Home + PathSegments.Encode(row.Name) + "/", 404);
        else if (row.Refusal is not null) rows.Status(_server.Hrefs.Of(row.Calendar), 403, row.Refusal);
        else if (row.Item is not null) items.Write(row.Calendar, row.Item);
        else if (row.Name == row.Calendar.Name && !row.IsMember) rows.Properties(new CalendarResource(_server, row.Calendar), properties);
        else rows.Removed(_server.Hrefs.Of(row.Calendar, row.Name, RowUse.Sync));
    }

    private List<HomeSyncRow> Select(SyncPosition position, bool infinite)
    {
        List<HomeSyncRow> rows = new();
        foreach (ChangeEntry change in _server.Store.Changes.Since(position.Since))
        {
            if (change.Removed && change.Revision <= position.Baseline) continue;
            SandboxCalendar? calendar = change.Removed ? null : _server.Store.Find(change.Name);
            string? refusal = !infinite || calendar is null ? null
                : !calendar.SupportsSync ? "<D:supported-report/>"
                : !calendar.SupportsTraversal ? "<D:sync-traversal-supported/>"
                : null;
            rows.Add(new HomeSyncRow(change.Name, calendar, null, isMember: false, refusal, change.Revision));
        }

        if (infinite)
        {
            foreach (SandboxCalendar calendar in _server.Store.Calendars) AddMembers(rows, calendar, position);
        }

        return rows.OrderBy(row => row.Revision).ToList();
    }

    private void AddMembers(List<HomeSyncRow> rows, SandboxCalendar calendar, SyncPosition position)
    {
        if (!calendar.SupportsSync || !calendar.SupportsTraversal) return;
        if (!position.Initial && position.Since < calendar.OldestRevision) throw _server.Tokens.Rejected();
        foreach (ChangeEntry change in calendar.Changes.Since(position.Since))
        {
            if (change.Removed && change.Revision <= position.Baseline) continue;
            SandboxItem? item = change.Removed ? null : calendar.Find(change.Name);
            rows.Add(new HomeSyncRow(change.Name, calendar, item, isMember: true, refusal: null, change.Revision));
        }
    }
}
