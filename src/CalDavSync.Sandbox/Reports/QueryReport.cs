using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>calendar-query (RFC 4791 section 7.8). Without a Depth header it looks at the members, as clients expect.</summary>
internal sealed class QueryReport
{
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly DavServer _server;

    public QueryReport(DavServer server) => _server = server;

    private QuirkSet Quirks => _server.Quirks;

    public HttpResponse Answer(DavRequest request, SandboxCalendar calendar, XElement report)
    {
        PropertyRequest properties = PropertyRequest.ReadOptional(report);
        XElement? filter = report.Element(C + "filter")?.Element(C + "comp-filter");
        if (filter is null) throw DavErrors.CalDav(403, "valid-filter");
        ComponentFilter component = ComponentFilter.Read(filter);
        if (!component.HasComponent && Quirks.Has(FetchQuirks.QueryNeedsComponentFilter)) throw DavErrors.CalDav(403, "supported-filter");
        if (calendar.Count == 0 && Quirks.Has(FetchQuirks.QueryOnEmptyIs404)) throw new HttpFailureException(404, "Nothing found.");
        IEnumerable<SandboxItem> matches = request.Depth == 0 ? Enumerable.Empty<SandboxItem>() : Matches(calendar, component);
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            ItemRows items = new(_server, writer, rows, properties, PatchBase.Of(_server, calendar, request), RowUse.Query);
            rows.Begin();
            foreach (SandboxItem item in matches) items.Write(calendar, item);
            if (Quirks.Has(FetchQuirks.QueryListsGhosts)) rows.Tag(_server.Hrefs.Of(calendar, "ghost.ics", RowUse.Query), "\"ghost\"");
            rows.End();
        });
    }

    private IEnumerable<SandboxItem> Matches(SandboxCalendar calendar, ComponentFilter filter)
    {
        IEnumerable<SandboxItem> items = _server.Listing.Of(calendar);
        if (Quirks.Has(FetchQuirks.QueryWindowOneYear))
        {
            DateTime now = _server.Store.Clock.UtcNow;
            items = items.Where(item => item.Timing.Overlaps(item.Component, now.AddYears(-1), now.AddYears(1)));
        }

        if (Quirks.Has(FetchQuirks.HidesTasks)) items = items.Where(item => item.Component != "VTODO");
        if (!filter.HasComponent && Quirks.Has(FetchQuirks.QueryWithVcalendarOnlyReturnsNothing)) return Enumerable.Empty<SandboxItem>();
        if (Quirks.Has(FetchQuirks.QueryIgnoresComponent) && filter.HasComponent) return filter.Names("VEVENT") ? items : Enumerable.Empty<SandboxItem>();
        return items.Where(filter.MatchesCalendar);
    }
}
