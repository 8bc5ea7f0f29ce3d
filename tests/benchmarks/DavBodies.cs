using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;

namespace CalDavSync.Benchmarks;

/// <summary>Request bodies, written out so that the floor owes nothing to the engine.</summary>
internal static class DavBodies
{
    private const string ETag = "<D:getetag/>";
    private const string ETagAndData = "<D:getetag/><C:calendar-data/>";
    private const string Namespaces = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:S=\"http://calendarserver.org/ns/\"";

    public static string Sync(string token, bool withData) =>
        $"<D:sync-collection {Namespaces}><D:sync-token>{SecurityElement.Escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>" +
        $"<D:prop>{Properties(withData)}</D:prop></D:sync-collection>";

    public static string Query(bool withData) =>
        $"<C:calendar-query {Namespaces}><D:prop>{Properties(withData)}</D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">" +
        "<C:comp-filter name=\"VEVENT\"/></C:comp-filter></C:filter></C:calendar-query>";

    public static string Multiget(IEnumerable<string> hrefs) =>
        $"<C:calendar-multiget {Namespaces}><D:prop>{ETagAndData}</D:prop>" +
        string.Concat(hrefs.Select(href => $"<D:href>{SecurityElement.Escape(href)}</D:href>")) + "</C:calendar-multiget>";

    public static string List() => $"<D:propfind {Namespaces}><D:prop>{ETag}</D:prop></D:propfind>";

    public static string Tags() => $"<D:propfind {Namespaces}><D:prop><D:sync-token/><S:getctag/></D:prop></D:propfind>";

    public static string MakeCalendar() =>
        $"<C:mkcalendar {Namespaces}><D:set><D:prop><D:displayname>Benchmark</D:displayname></D:prop></D:set></C:mkcalendar>";

    private static string Properties(bool withData) => withData ? ETagAndData : ETag;
}
