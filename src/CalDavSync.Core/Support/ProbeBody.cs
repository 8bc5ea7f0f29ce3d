using System.Collections.Generic;
using System.Text;
using CalDavSync.CalDav;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>Request bodies beside those the engine sends: variations that tell servers apart.</summary>
internal static class ProbeBody
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    /// <summary>DAV:sync-collection (RFC 6578 section 6.1).</summary>
    public static byte[] Sync(string? token, string level = "1", int limit = 0, bool withData = false)
    {
        var xml = new StringBuilder(Declaration).Append("<D:sync-collection xmlns:D=\"DAV:\" xmlns:C=\"").Append(DavNamespace.CalDav).Append("\">");
        if (string.IsNullOrEmpty(token)) xml.Append("<D:sync-token/>");
        else xml.Append("<D:sync-token>").Append(RequestBody.Escape(token!)).Append("</D:sync-token>");
        xml.Append("<D:sync-level>").Append(level).Append("</D:sync-level>");
        if (limit > 0) xml.Append("<D:limit><D:nresults>").Append(limit).Append("</D:nresults></D:limit>");
        xml.Append("<D:prop><D:getetag/>").Append(withData ? "<C:calendar-data/>" : string.Empty).Append("</D:prop></D:sync-collection>");
        return Bytes(xml);
    }

    /// <summary>CALDAV:calendar-multiget (RFC 4791 section 7.9).</summary>
    public static byte[] Multiget(IEnumerable<string> hrefs) => RequestBody.Multiget(hrefs, patch: false);

    private static byte[] Bytes(StringBuilder xml) => Encoding.UTF8.GetBytes(xml.ToString());
}
