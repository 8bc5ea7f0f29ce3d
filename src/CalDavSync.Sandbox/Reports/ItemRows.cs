using System.Collections.Generic;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>Writes rows for items, with calendar-data when asked.</summary>
internal sealed class ItemRows
{
    private readonly DavServer _server;
    private readonly BodyWriter _body;
    private readonly Multistatus _rows;
    private readonly PropertyRequest _request;
    private readonly PatchBase? _patch;
    private readonly RowUse _use;
    private readonly bool _withoutData;
    private readonly CalendarDataStyle _data;
    private readonly List<PropertyName> _missing = new();

    public ItemRows(DavServer server, BodyWriter body, Multistatus rows, PropertyRequest request, PatchBase? patch, RowUse use)
    {
        _server = server;
        _body = body;
        _rows = rows;
        _request = request;
        _patch = patch;
        _use = use;
        _withoutData = use == RowUse.Sync && server.Quirks.Has(PagingQuirks.NoInlineData);
        _data = new CalendarDataStyle(server.Quirks, server.Store);
    }

    public void Write(SandboxCalendar calendar, SandboxItem item)
    {
        if (_request.All || _request.NamesOnly)
        {
            _rows.Properties(new ItemResource(_server, calendar, item), _request);
            return;
        }

        _missing.Clear();
        bool found = false;
        bool unchanged = false;
        _rows.OpenRow(_server.Hrefs.Of(calendar, item.Name, _use));
        foreach (PropertyName name in _request.Names)
        {
            bool isData = name == Properties.CalendarData;
            if (isData && _patch is not null && _patch.IsUnchanged(item))
            {
                unchanged = true;
                continue;
            }

            string? value = isData ? (_withoutData ? null : string.Empty) : ItemResource.Value(_server, item, name, _use);
            if (value is null)
            {
                _missing.Add(name);
                continue;
            }

            if (!found) _body.Raw("<D:propstat><D:prop>");
            found = true;
            if (isData) WriteData(item);
            else _rows.Property(name, value);
        }

        if (found) _rows.ClosePropstat(200);
        if (unchanged)
        {
            _body.Raw("<D:propstat><D:prop>").Raw(Properties.CalendarData.Empty);
            _rows.ClosePropstat(304);
        }

        _rows.Missing(_missing, force: !found && !unchanged);
        _rows.CloseItem();
    }

    private void WriteData(SandboxItem item)
    {
        _body.Raw(Properties.CalendarData.Open);
        _data.Write(_body, _patch?.PatchFor(item) ?? item.Text);
        _body.Raw(Properties.CalendarData.Close);
    }
}
