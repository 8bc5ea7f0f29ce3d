using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Quotas, redirects, broken connections: what happens to a request before anybody looks at what it wants.</summary>
internal sealed class TransportGate
{
    private const int EveryNth = 4;
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2);
    private static readonly HashSet<string> XmlMethods = new(StringComparer.Ordinal) { "PROPFIND", "PROPPATCH", "REPORT", "MKCALENDAR", "MKCOL" };

    private readonly DavServer _server;
    private int _count;
    private int _busy;
    private DateTime _last = DateTime.MinValue;

    public TransportGate(DavServer server) => _server = server;

    private QuirkSet Quirks => _server.Quirks;

    /// <summary>An answer that ends the matter, or null.</summary>
    public HttpResponse? Before(HttpRequest request)
    {
        bool nth = Interlocked.Increment(ref _count) % EveryNth == 0;
        if (nth && Nth() is { } failure) return failure;
        if (Quirks.Has(TransportQuirks.NeedsSpacing) && TooSoon()) return Retry(429, "2");
        if (Quirks.Has(TransportQuirks.RedirectsToOtherPath) && _server.Layout.Below(request.Path) is null) return Elsewhere(request.Path);
        if (Quirks.Has(TransportQuirks.RefusesChunked) && request.Headers["Transfer-Encoding"] is not null) return HttpResponse.Text(400, "Send a Content-Length.\n");
        if (request.Body.Length == 0) return null;
        if (Quirks.Has(TransportQuirks.DigestWithBodyFails500) && request.Headers["Authorization"] is null) return HttpResponse.Text(500, "Internal error.\n");
        bool xml = request.Headers["Content-Type"]?.IndexOf("xml", StringComparison.OrdinalIgnoreCase) >= 0;
        return !xml && XmlMethods.Contains(request.Method) && Quirks.Has(TransportQuirks.NeedsXmlContentType)
            ? HttpResponse.Text(415, "The body has to be XML.\n")
            : null;
    }

    /// <summary>Serves one request at a time and refuses the others, as a backend that runs out of connections (Q129).</summary>
    public HttpResponse Serially(Func<HttpResponse> answer)
    {
        if (!Quirks.Has(TransportQuirks.SerialOnly501)) return answer();
        try
        {
            if (Interlocked.Increment(ref _busy) > 1) return HttpResponse.Text(501, "No database connection is free.\n");

            // A backend that answers in no time would never be asked twice at once.
            Thread.Sleep(20);
            return answer();
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Breaks off every fourth answer (Q135).</summary>
    public void After(HttpResponse response)
    {
        if (Quirks.Has(TransportQuirks.CutsAnswers) && Volatile.Read(ref _count) % EveryNth == 0 && response.Status is 200 or 207) response.CutAfter = 200;
    }

    private HttpResponse? Nth()
    {
        if (Quirks.Has(TransportQuirks.RateLimit403)) return DavErrors.With(403, string.Empty).Response;
        if (Quirks.Has(TransportQuirks.TooManyRequests429)) return HttpResponse.Text(429, "Too many requests.\n");
        if (Quirks.Has(TransportQuirks.ServiceUnavailableWithRetryAfter)) return Retry(503, "1");
        if (Quirks.Has(TransportQuirks.RetryAfterDate)) return Retry(503, PropertyValues.HttpDate(_server.Store.Clock.UtcNow.AddSeconds(1)));
        return Quirks.Has(TransportQuirks.DropsConnections) ? new HttpResponse(500) { Abort = true } : null;
    }

    private bool TooSoon()
    {
        lock (_server.Store.Gate)
        {
            DateTime now = _server.Store.Clock.UtcNow;
            if (now - _last < Spacing) return true;
            _last = now;
            return false;
        }
    }

    private HttpResponse Elsewhere(string path)
    {
        if (path is "/.well-known/caldav" or "/.well-known/caldav/") path = "/";
        HttpResponse response = new(301);
        response.Headers.Add("Location", new Uri(_server.BaseUri, _server.Layout.Prefix + path).AbsoluteUri);
        return response;
    }

    private static HttpResponse Retry(int status, string after)
    {
        HttpResponse response = HttpResponse.Text(status, "Please come back later.\n");
        response.Headers.Add("Retry-After", after);
        return response;
    }
}
