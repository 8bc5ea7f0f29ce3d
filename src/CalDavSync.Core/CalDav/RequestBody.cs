using System;
using System.Collections.Generic;
using System.Text;
using CalDavSync.Dav;

namespace CalDavSync.CalDav;

/// <summary>The XML of requests. Elements stand in the order of the DTDs, because some servers insist (Q49).</summary>
internal static class RequestBody
{
    public const string ContentType = "application/xml; charset=utf-8";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    private const string Namespaces =
        " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"";

    /// <summary>DAV:propfind with DAV:prop (RFC 4918 section 14.20).</summary>
    public static byte[] Propfind(params DavName[] properties)
    {
        var xml = new StringBuilder(Declaration);
        xml.Append("<D:propfind").Append(Namespaces)
            .Append(" xmlns:CS=\"http://calendarserver.org/ns/\" xmlns:A=\"http://apple.com/ns/ical/\">");
        AppendProp(xml, properties);
        return Bytes(xml.Append("</D:propfind>"));
    }

    /// <summary>DAV:sync-collection (RFC 6578 section 6.1). The limit is left out when it is 0.</summary>
    public static byte[] SyncCollection(string? token, CalDavSyncLevel level, int limit, bool withData = false)
    {
        var xml = new StringBuilder(Declaration);
        xml.Append("<D:sync-collection").Append(withData ? Namespaces : " xmlns:D=\"DAV:\"").Append('>');
        if (string.IsNullOrEmpty(token)) xml.Append("<D:sync-token/>");
        else xml.Append("<D:sync-token>").Append(Escape(token!)).Append("</D:sync-token>");
        xml.Append("<D:sync-level>").Append(level == CalDavSyncLevel.Infinite ? "infinite" : "1").Append("</D:sync-level>");
        if (limit > 0) xml.Append("<D:limit><D:nresults>").Append(limit).Append("</D:nresults></D:limit>");
        xml.Append("<D:prop><D:getetag/>").Append(withData ? "<C:calendar-data/>" : "").Append("</D:prop></D:sync-collection>");
        return Bytes(xml);
    }

    /// <summary>CALDAV:calendar-multiget (RFC 4791 section 7.9), for whole texts or for patches.</summary>
    public static byte[] Multiget(IEnumerable<string> hrefs, bool patch)
    {
        var xml = new StringBuilder(Declaration);
        xml.Append("<C:calendar-multiget").Append(Namespaces).Append("><D:prop><D:getetag/>")
            .Append(patch ? "<C:calendar-data content-type=\"text/calendar; component=VPATCH\"/>" : "<C:calendar-data/>")
            .Append("</D:prop>");
        foreach (string href in hrefs) xml.Append("<D:href>").Append(Escape(href)).Append("</D:href>");
        return Bytes(xml.Append("</C:calendar-multiget>"));
    }

    /// <summary>CALDAV:calendar-query (RFC 4791 section 7.8) over everything, or over one kind of component.</summary>
    public static byte[] Query(bool withData, string? component)
    {
        var xml = new StringBuilder(Declaration);
        xml.Append("<C:calendar-query").Append(Namespaces).Append("><D:prop><D:getetag/>");
        if (withData) xml.Append("<C:calendar-data/>");
        xml.Append("</D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"");
        if (component is null) xml.Append("/>");
        else xml.Append("><C:comp-filter name=\"").Append(Escape(component)).Append("\"/></C:comp-filter>");
        return Bytes(xml.Append("</C:filter></C:calendar-query>"));
    }

    /// <summary>Text as XML content; characters XML cannot hold are left out, tokens and hrefs never have them legitimately (Q17).</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                default:
                    if (c >= ' ' || c is '\t') escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static void AppendProp(StringBuilder xml, DavName[] properties)
    {
        xml.Append("<D:prop>");
        foreach (DavName property in properties)
        {
            xml.Append('<').Append(Prefix(property.Namespace)).Append(':').Append(property.Local).Append("/>");
        }

        xml.Append("</D:prop>");
    }

    private static string Prefix(string ns) => ns switch
    {
        DavNamespace.Dav => "D",
        DavNamespace.CalDav => "C",
        DavNamespace.CalendarServer => "CS",
        DavNamespace.AppleICal => "A",
        _ => throw new ArgumentOutOfRangeException(nameof(ns), ns, "No prefix for this namespace."),
    };

    private static byte[] Bytes(StringBuilder xml) => Encoding.UTF8.GetBytes(xml.ToString());
}
