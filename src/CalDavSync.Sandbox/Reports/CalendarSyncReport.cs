using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>sync-collection of a calendar (RFC 6578 section 3).</summary>
internal sealed class CalendarSyncReport
{
    private const int TooManyRows = 500;
    private const int InlineDataCap = 50;

    private readonly DavServer _server;
    private readonly SyncSelection _selection;

    public CalendarSyncReport(DavServer server)
    {
        _server = server;
        _selection = new SyncSelection(server);
    }

    private QuirkSet Quirks => _server.Quirks;

    public HttpResponse Answer(DavRequest request, SandboxCalendar calendar, SyncRequest sync)
    {
        SyncPage page;
        lock (_server.Store.Gate) page = Select(request, calendar, sync);
        if (page.Rows.Count > TooManyRows && Quirks.Has(PagingQuirks.BigSyncTimesOut)) throw new HttpFailureException(504, "The report took too long.");

        PropertyRequest properties = sync.Properties;
        if (page.Rows.Count > InlineDataCap && Quirks.Has(PagingQuirks.InlineDataCap50)) properties = properties.Without(Properties.CalendarData);
        int status = page.Truncated && Quirks.Has(PagingQuirks.Http507WithUsableBody) ? 507 : 207;
        return HttpResponse.Xml(status, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            ItemRows items = new(_server, writer, rows, properties, PatchBase.Of(_server, calendar, request), RowUse.Sync);
            SyncRows sequence = new(_server, rows, items, calendar, request.WantsMinimal);
            rows.Begin();
            if (Quirks.Has(TokenQuirks.TokenBeforeRows)) Token(rows, page.Token);
            sequence.Write(page);
            if (!Quirks.Has(TokenQuirks.TokenBeforeRows)) Token(rows, page.Token);
            rows.End();
        });
    }

    private SyncPage Select(DavRequest request, SandboxCalendar calendar, SyncRequest sync)
    {
        if (Quirks.Has(DiscoveryQuirks.AnswersAnyReport))
        {
            return new SyncPage(calendar.Snapshot().Select(item => new SyncRow(item.Name, item, item.Revision)).ToList(), string.Empty, false);
        }

        SyncPage page = _selection.Select(calendar, sync);
        bool blind = Quirks.Has(PagingQuirks.DepthOneNeeded) && request.Depth != 1;
        return blind ? new SyncPage(Enumerable.Empty<SyncRow>().ToList(), _server.Tokens.Issue(calendar), false) : page;
    }

    private void Token(Multistatus rows, string token)
    {
        if (Quirks.Any(TokenQuirks.NoTokenInAnswer, DiscoveryQuirks.AnswersAnyReport)) return;
        rows.SyncToken(Quirks.Has(TokenQuirks.EmptyTokenInAnswer) ? string.Empty : token);
    }
}
