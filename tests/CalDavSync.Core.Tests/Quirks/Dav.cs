using System.Linq;
using System.Net;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Answers as servers write them.</summary>
internal static class Dav
{
    private const string Namespaces = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CS=\"http://calendarserver.org/ns/\"";

    public static WireResponse Xml(int status, string body, string type = "application/xml; charset=utf-8") =>
        WireResponse.Of(status, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + body, ("Content-Type", type));

    /// <summary>A 207; without a token when it is null.</summary>
    public static WireResponse Multistatus(string? token, params string?[] rows) => Xml(207, MultistatusText(token, rows));

    public static string MultistatusText(string? token, params string?[] rows) =>
        $"<D:multistatus {Namespaces}>{string.Concat(rows)}{(token is null ? "" : $"<D:sync-token>{Text(token)}</D:sync-token>")}</D:multistatus>";

    /// <summary>An error with a precondition of the DAV: namespace, for example <c>valid-sync-token</c>.</summary>
    public static WireResponse Error(int status, string condition) => Xml(status, $"<D:error xmlns:D=\"DAV:\"><D:{condition}/></D:error>");

    /// <summary>A member with these properties, written as XML.</summary>
    public static string Row(string href, string? etag, string? text = null) =>
        Props(href, (etag is null ? "" : $"<D:getetag>{Text(etag)}</D:getetag>") + (text is null ? "" : $"<C:calendar-data>{Data(text)}</C:calendar-data>"));

    public static string Props(string href, string properties, string status = "HTTP/1.1 200 OK") =>
        $"<D:response><D:href>{Text(href)}</D:href><D:propstat><D:prop>{properties}</D:prop><D:status>{status}</D:status></D:propstat></D:response>";

    /// <summary>A response with a status of its own.</summary>
    public static string Status(string href, string status, string more = "") =>
        $"<D:response><D:href>{Text(href)}</D:href><D:status>{status}</D:status>{more}</D:response>";

    public static string Gone(string href) => Status(href, "HTTP/1.1 404 Not Found");

    /// <summary>The mark that the answer was cut (RFC 6578 section 3.6).</summary>
    public static string Cut(string href) =>
        Status(href, "HTTP/1.1 507 Insufficient Storage", "<D:error><D:number-of-matches-within-limits/></D:error>");

    public static string Collection(string href, string? token, string? ctag, params string[] reports) => Props(
        href,
        "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Work</D:displayname>"
        + (token is null ? "" : $"<D:sync-token>{Text(token)}</D:sync-token>")
        + (ctag is null ? "" : $"<CS:getctag>{Text(ctag)}</CS:getctag>")
        + "<D:supported-report-set>"
        + string.Concat(reports.Select(report => $"<D:supported-report><D:report><D:{report}/></D:report></D:supported-report>"))
        + "</D:supported-report-set>");

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    // Servers write the carriage return as a reference; a bare one would not survive every XML reader.
    private static string Data(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "&#13;");
}
