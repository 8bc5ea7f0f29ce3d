using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>REPORT: chooses the report by the name of the body's root.</summary>
internal sealed class ReportMethod : IDavMethod
{
    private static readonly XNamespace D = Namespaces.Dav;
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly DavServer _server;
    private readonly CalendarSyncReport _calendarSync;
    private readonly HomeSyncReport _homeSync;
    private readonly MultigetReport _multiget;
    private readonly QueryReport _query;

    public ReportMethod(DavServer server)
    {
        _server = server;
        _calendarSync = new CalendarSyncReport(server);
        _homeSync = new HomeSyncReport(server);
        _multiget = new MultigetReport(server);
        _query = new QueryReport(server);
    }

    public HttpResponse Answer(DavRequest request)
    {
        DavResource resource = request.Existing;
        XElement report = request.Xml ?? throw new HttpFailureException(400, "A REPORT needs a body.");
        QuirkSet quirks = _server.Quirks;
        if (quirks.Has(FetchQuirks.ReportWithoutETagIs500) && !report.Descendants(D + "getetag").Any()) throw new HttpFailureException(500, "Internal error.");
        if (report.Name == D + "sync-collection" && _server.Features.SyncReport)
        {
            SyncRequest sync = SyncRequest.Read(request, report, quirks);
            if (resource is CalendarResource { Calendar: { SupportsSync: true } synchronized }) return _calendarSync.Answer(request, synchronized, sync);
            if (resource is HomeResource && _server.Features.HomeSync) return _homeSync.Answer(request, sync);
        }
        else if (report.Name == C + "calendar-multiget" && resource is CalendarResource or HomeResource && !quirks.Has(FetchQuirks.NoMultiget))
        {
            return _multiget.Answer(request, report);
        }
        else if (report.Name == C + "calendar-query" && resource is CalendarResource queried && !quirks.Has(FetchQuirks.NoQuery))
        {
            return _query.Answer(request, queried.Calendar, report);
        }
        else if (report.Name == C + "free-busy-query")
        {
            throw new HttpFailureException(501, "free-busy-query is not supported.");
        }

        throw DavErrors.Dav(403, "supported-report");
    }
}
