using System;
using System.Collections.Generic;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;
using CalDavSync.Sandbox.Security;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Tokens;
using CalDavSync.Sandbox.Writes;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Takes requests through the gates (injected failures, quirks of the transport, sign-in) to the method that answers them.</summary>
internal sealed class DavServer : IRequestHandler
{
    private const string DavClasses = "1, 2, 3, access-control, calendar-access, extended-mkcol, sync-collection";

    private readonly ResourceTree _tree;
    private readonly Authenticator _authenticator;
    private readonly TransportGate _gate;
    private readonly AnswerStyle _style;
    private readonly Dictionary<string, IDavMethod> _methods;

    public DavServer(CalendarStore store, Layout layout, Authenticator authenticator, RequestRecorder recorder, int pageSize)
    {
        Store = store;
        Layout = layout;
        PageSize = pageSize;
        _authenticator = authenticator;
        Recorder = recorder;
        Features = new Features(this);
        Tokens = new SyncTokens(store);
        ETags = new ETagPresentation(store.Quirks, store.Clock);
        RowStyle = new RowStyle(store.Quirks);
        Listing = new ListingView(this);
        Hrefs = new Hrefs(this);
        _gate = new TransportGate(this);
        _style = new AnswerStyle(store.Quirks);
        _tree = new ResourceTree(this);
        ItemGetMethod get = new(this);
        CopyMoveMethod copyMove = new(this);
        MakeCalendarMethod make = new(this);
        _methods = new Dictionary<string, IDavMethod>(StringComparer.Ordinal)
        {
            ["GET"] = get,
            ["HEAD"] = get,
            ["PUT"] = new ItemPutMethod(this),
            ["DELETE"] = new DeleteMethod(this),
            ["COPY"] = copyMove,
            ["MOVE"] = copyMove,
            ["PROPFIND"] = new PropfindMethod(this),
            ["PROPPATCH"] = new ProppatchMethod(this),
            ["MKCALENDAR"] = make,
            ["MKCOL"] = make,
            ["REPORT"] = new ReportMethod(this),
        };
    }

    public CalendarStore Store { get; }

    public QuirkSet Quirks => Store.Quirks;

    public Layout Layout { get; }

    /// <summary>The address the server listens on; known once it does.</summary>
    public Uri BaseUri { get; set; } = new("http://127.0.0.1/");

    public int PageSize { get; }

    public Features Features { get; }

    public SyncTokens Tokens { get; }

    public ETagPresentation ETags { get; }

    public RowStyle RowStyle { get; }

    public ListingView Listing { get; }

    public Hrefs Hrefs { get; }

    public ResourceTree Tree => _tree;

    public RequestRecorder Recorder { get; }

    public FailureInjection Failures { get; } = new();

    public HttpResponse Handle(HttpRequest request)
    {
        HttpResponse response;
        try
        {
            response = Failures.Next(request.Method) ?? _gate.Before(request) ?? _gate.Serially(() => Route(request));
        }
        catch (HttpFailureException failure)
        {
            response = failure.Response;
            if (response.Status == 404 && Quirks.Has(DiscoveryQuirks.MissingIs403)) response = HttpResponse.Text(403, "Forbidden.\n");
        }
        catch (Exception exception)
        {
            Recorder.Failed(exception);
            response = HttpResponse.Text(500, "The sandbox failed: " + exception.Message + "\n");
        }

        response = _style.Apply(request, response);
        _gate.After(response);
        Recorder.Record(request, response.Status, Store.Clock.UtcNow);
        return response;
    }

    public void Failed(Exception exception) => Recorder.Failed(exception);

    private HttpResponse Route(HttpRequest request)
    {
        if (request.Path is "/.well-known/caldav" or "/.well-known/caldav/") return WellKnown();
        if (request.Method == "OPTIONS") return Options();
        if (_authenticator.Challenge(request) is { } challenge) return Unauthenticated(request) ?? challenge;
        if (!_methods.TryGetValue(request.Method, out IDavMethod? method))
        {
            throw new HttpFailureException(request.Method == "PATCH" ? 405 : 501, "The method " + request.Method + " is not supported.");
        }

        DavResource? resource = _tree.Find(request.Path);
        return method.Answer(new DavRequest(request, resource));
    }

    private HttpResponse Options()
    {
        if (Quirks.Has(TransportQuirks.OptionsFails)) throw new HttpFailureException(404, "Not found.");
        bool lies = Quirks.Has(TransportQuirks.OptionsLies);
        HttpResponse response = new(200);
        response.Headers.Add("DAV", lies ? "1, 2" : DavClasses);
        response.Headers.Add("Allow", lies ? "OPTIONS, GET, HEAD" : "OPTIONS, " + string.Join(", ", _methods.Keys));
        return response;
    }

    private HttpResponse WellKnown()
    {
        if (Quirks.Has(DiscoveryQuirks.NoWellKnown)) throw new HttpFailureException(404, "Not found.");
        if (Quirks.Has(DiscoveryQuirks.WellKnownIsHtml)) return HttpResponse.Text(200, "<html><body>Welcome</body></html>", "text/html; charset=utf-8");
        HttpResponse response = new(301);
        response.Headers.Add("Location", Layout.Root);
        return response;
    }

    /// <summary>The one question that Cyrus answers without signing in.</summary>
    private HttpResponse? Unauthenticated(HttpRequest request)
    {
        if (request.Method != "PROPFIND" || request.Path != Layout.Root || request.Headers["Authorization"] is not null
            || !Quirks.Has(DiscoveryQuirks.UnauthenticatedPrincipal207))
        {
            return null;
        }

        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(this, writer, minimal: false);
            rows.Begin();
            rows.OpenRow(Layout.Root);
            writer.Raw("<D:propstat><D:prop>");
            rows.Property(Properties.CurrentUserPrincipal, "<D:unauthenticated/>");
            rows.ClosePropstat(200);
            rows.CloseRow();
            rows.End();
        });
    }
}
