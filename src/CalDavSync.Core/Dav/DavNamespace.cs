namespace CalDavSync.Dav;

/// <summary>The XML namespaces of WebDAV and its calendar extensions.</summary>
internal static class DavNamespace
{
    public const string Dav = "DAV:";
    public const string CalDav = "urn:ietf:params:xml:ns:caldav";
    public const string CalendarServer = "http://calendarserver.org/ns/";
    public const string AppleICal = "http://apple.com/ns/ical/";

    /// <summary>SOGo writes its errors in the namespace <c>DAV</c>; it means DAV: all the same.</summary>
    public static bool IsDav(string uri) => uri == Dav || uri == "DAV";
}
