using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>calendar-multiget (RFC 4791 section 7.9): one row for each href, 404 for what is not there.</summary>
internal sealed class MultigetReport
{
    private const int Cap = 20;
    private static readonly XNamespace D = Namespaces.Dav;

    private readonly DavServer _server;

    public MultigetReport(DavServer server) => _server = server;

    private QuirkSet Quirks => _server.Quirks;

    public HttpResponse Answer(DavRequest request, XElement report)
    {
        PropertyRequest properties = PropertyRequest.ReadOptional(report);
        List<string> hrefs = report.Elements(D + "href").Select(href => href.Value.Trim()).ToList();
        if (hrefs.Count == 0) throw new HttpFailureException(400, "A calendar-multiget needs at least one href.");
        Refuse(hrefs.Count);
        if (hrefs.Count > Cap && Quirks.Has(FetchQuirks.MultigetCapped)) hrefs = hrefs.GetRange(0, Cap);
        List<(string Href, SandboxCalendar? Calendar, SandboxItem? Item)> found = hrefs.Select(href => Find(request.Path, href)).ToList();
        if (Quirks.Has(FetchQuirks.MultigetHoles)) found = found.Select((row, index) => index % 7 == 6 ? (row.Href, null, null) : row).ToList();
        if (Quirks.Has(FetchQuirks.MultigetFailsOnMissing) && found.Exists(row => row.Item is null)) throw new HttpFailureException(404, "A member does not exist.");
        if (Quirks.Has(FetchQuirks.MultigetLeavesOutMissing)) found.RemoveAll(row => row.Item is null);
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            PatchBase? patch = request.Resource is CalendarResource calendar ? PatchBase.Of(_server, calendar.Calendar, request) : null;
            ItemRows items = new(_server, writer, rows, properties, patch, RowUse.Multiget);
            rows.Begin();
            foreach ((string href, SandboxCalendar? calendarOfItem, SandboxItem? item) in found)
            {
                if (item is not null) items.Write(calendarOfItem!, item);
                else rows.Status(href, 404);
            }

            rows.End();
        });
    }

    private void Refuse(int count)
    {
        if (count > 50 && Quirks.Has(FetchQuirks.MultigetLimit403)) throw DavErrors.Dav(403, "number-of-matches-within-limits");
        if (count > 10 && Quirks.Has(FetchQuirks.MultigetLimit500)) throw new HttpFailureException(500, "Request timed out.");
    }

    private (string Href, SandboxCalendar? Calendar, SandboxItem? Item) Find(string requestPath, string href)
    {
        string path = PathSegments.PathOf(href);
        if (path.Length > 0 && path[0] != '/') path = requestPath.TrimEnd('/') + "/" + path;
        if (Quirks.Has(HrefQuirks.ForeignPrefixHrefs) && path.StartsWith(Hrefs.ForeignPrefix + "/", System.StringComparison.Ordinal))
        {
            path = path.Substring(Hrefs.ForeignPrefix.Length);
        }

        return Place(path) is { } place && _server.Listing.Fetch(place.Calendar, place.Name) is { } item ? (href, place.Calendar, item) : (href, null, null);
    }

    private (SandboxCalendar Calendar, string Name)? Place(string path)
    {
        int slash = path.LastIndexOf('/');
        if (Quirks.Has(HrefQuirks.UnescapedHrefs) && slash > 0
            && _server.Tree.Find(path.Substring(0, slash)) is CalendarResource parent && parent.Calendar.Find(path.Substring(slash + 1)) is { } verbatim)
        {
            return (parent.Calendar, verbatim.Name);
        }

        try
        {
            return _server.Tree.Place(path);
        }
        catch (HttpFailureException)
        {
            // A malformed escape in one href is the fault of that href alone.
            return null;
        }
    }
}
