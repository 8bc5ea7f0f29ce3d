using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>calendar-query (RFC 4791 section 7.8). Without a Depth header it looks at the members, as clients expect.</summary>
internal sealed class QueryReport
{
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly DavServer _server;

    public QueryReport(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request, SandboxCalendar calendar, XElement report)
    {
        PropertyRequest properties = PropertyRequest.ReadOptional(report);
        XElement? filter = report.Element(C + "filter")?.Element(C + "comp-filter");
        if (filter is null) throw DavErrors.CalDav(403, "valid-filter");
        ComponentFilter component = ComponentFilter.Read(filter);
        IEnumerable<SandboxItem> matches = request.Depth == 0
            ? Enumerable.Empty<SandboxItem>()
            : calendar.Snapshot().Where(component.MatchesCalendar);
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            ItemRows items = new(_server, writer, rows, properties, PatchBase.Of(_server, calendar, request));
            rows.Begin();
            foreach (SandboxItem item in matches) items.Write(calendar, item);
            rows.End();
        });
    }
}
