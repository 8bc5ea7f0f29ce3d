using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>calendar-multiget (RFC 4791 section 7.9): one row for each href, 404 for what is not there.</summary>
internal sealed class MultigetReport
{
    private static readonly XNamespace D = Namespaces.Dav;

    private readonly DavServer _server;

    public MultigetReport(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request, XElement report)
    {
        PropertyRequest properties = PropertyRequest.ReadOptional(report);
        List<string> hrefs = report.Elements(D + "href").Select(href => href.Value.Trim()).ToList();
        if (hrefs.Count == 0) throw new HttpFailureException(400, "A calendar-multiget needs at least one href.");
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            PatchBase? patch = request.Resource is CalendarResource calendar ? PatchBase.Of(_server, calendar.Calendar, request) : null;
            ItemRows items = new(_server, writer, rows, properties, patch);
            rows.Begin();
            foreach (string href in hrefs)
            {
                if (Find(request.Path, href) is { } found) items.Write(found.Calendar, found.Item);
                else rows.Status(href, 404);
            }

            rows.End();
        });
    }

    private (SandboxCalendar Calendar, SandboxItem Item)? Find(string requestPath, string href)
    {
        string path = PathSegments.PathOf(href);
        if (path.Length == 0) return null;
        if (path[0] != '/') path = requestPath.TrimEnd('/') + "/" + path;
        try
        {
            return _server.Tree.Place(path) is { } place && place.Calendar.Find(place.Name) is { } item ? (place.Calendar, item) : null;
        }
        catch (HttpFailureException)
        {
            // A malformed escape in one href is the fault of that href alone.
            return null;
        }
    }
}
