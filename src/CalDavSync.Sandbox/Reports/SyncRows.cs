using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Reports;

/// <summary>Writes the rows of a calendar's sync-collection answer, with whatever the quirks add to them.</summary>
internal sealed class SyncRows
{
    private readonly DavServer _server;
    private readonly Multistatus _rows;
    private readonly ItemRows _items;
    private readonly SandboxCalendar _calendar;
    private readonly bool _duplicate;
    private readonly bool _forbidden;
    private readonly bool _teapotRows;

    public SyncRows(DavServer server, Multistatus rows, ItemRows items, SandboxCalendar calendar, bool minimal)
    {
        _server = server;
        _rows = rows;
        _items = items;
        _calendar = calendar;
        _duplicate = server.Quirks.Has(RowQuirks.DuplicateRows);
        _forbidden = server.Quirks.Has(RowQuirks.ForbiddenMemberRows);
        _teapotRows = minimal && server.Quirks.Has(RowQuirks.MinimalRowsAre418);
    }

    public void Write(SyncPage page)
    {
        Extras();
        for (int i = 0; i < page.Rows.Count; i++) Row(page.Rows[i], i);
        if (page.Truncated) Boundary();
    }

    private void Row(SyncRow row, int index)
    {
        string href = _server.Hrefs.Of(_calendar, row.Name, RowUse.Sync);
        if (row.Item is null)
        {
            if (_duplicate) _rows.Tag(href, "\"ghost\"");
            _rows.Removed(href);
        }
        else if (_forbidden && index % 10 == 9)
        {
            _rows.Status(href, 403);
        }
        else if (_teapotRows)
        {
            _rows.Status(href, 418);
        }
        else
        {
            _items.Write(_calendar, row.Item);
            if (_duplicate) _items.Write(_calendar, row.Item);
        }
    }

    private void Extras()
    {
        QuirkSet quirks = _server.Quirks;
        if (quirks.Any(RowQuirks.EchoesCollection, PagingQuirks.DepthOneNeeded)) _rows.Tag(_server.Hrefs.Of(_calendar), "\"collection\"");
        if (quirks.Has(RowQuirks.DirectoriesAmongRows)) _rows.Directory(_server.Layout.PathOf(_calendar) + "attachments/");
        if (quirks.Has(RowQuirks.RowsWithoutMeaning)) _rows.Meaningless(_server.Layout.PathOf(_calendar) + "nothing.ics");
    }

    private void Boundary()
    {
        string href = _server.Quirks.Has(PagingQuirks.TruncationRowSpelledDifferently)
            ? new System.Uri(_server.BaseUri, _server.Layout.PathOf(_calendar).TrimEnd('/')).AbsoluteUri
            : _server.Hrefs.Of(_calendar);
        _rows.Status(href, 507, "<D:number-of-matches-within-limits/>");
    }
}
