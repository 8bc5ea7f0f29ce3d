using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Reports;

/// <summary>sync-collection of a calendar (RFC 6578 section 3).</summary>
internal sealed class CalendarSyncReport
{
    private readonly DavServer _server;

    public CalendarSyncReport(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request, SandboxCalendar calendar, SyncRequest sync)
    {
        SyncPage page;
        lock (_server.Store.Gate) page = Select(calendar, sync);
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            ItemRows items = new(_server, writer, rows, sync.Properties, PatchBase.Of(_server, calendar, request));
            rows.Begin();
            foreach (SyncRow row in page.Rows)
            {
                if (row.Item is null) rows.Status(_server.Hrefs.Of(calendar, row.Name), 404);
                else items.Write(calendar, row.Item);
            }

            if (page.Truncated) rows.Status(_server.Hrefs.Of(calendar), 507, "<D:number-of-matches-within-limits/>");
            rows.SyncToken(page.Token);
            rows.End();
        });
    }

    private SyncPage Select(SandboxCalendar calendar, SyncRequest sync)
    {
        SyncPosition position = _server.Tokens.Read(calendar, sync.Token);
        int limit = Math.Min(sync.Limit == 0 ? int.MaxValue : sync.Limit, _server.PageSize == 0 ? int.MaxValue : _server.PageSize);
        if (position.Initial && calendar.Count <= limit)
        {
            return new SyncPage(calendar.Snapshot().Select(item => new SyncRow(item.Name, item)).ToList(), _server.Tokens.Issue(calendar), false);
        }

        List<SyncRow> rows = new();
        long last = position.Since;
        foreach (ChangeEntry change in calendar.Changes.Since(position.Since))
        {
            if (change.Removed && change.Revision <= position.Baseline) continue;
            if (rows.Count == limit) return new SyncPage(rows, _server.Tokens.IssuePartial(calendar, last, position.Baseline), true);
            rows.Add(new SyncRow(change.Name, change.Removed ? null : calendar.Find(change.Name)));
            last = change.Revision;
        }

        return new SyncPage(rows, _server.Tokens.Issue(calendar), false);
    }
}
