namespace CalDavSync.Sandbox.Xml;

/// <summary>The XML namespaces of WebDAV and CalDAV, with the prefixes every answer declares.</summary>
internal static class Namespaces
{
    public const string Dav = "DAV:";
    public const string CalDav = "urn:ietf:params:xml:ns:caldav";
    public const string CalendarServer = "http://calendarserver.org/ns/";
    public const string Apple = "http://apple.com/ns/ical/";

    /// <summary>Attributes for a root element.</summary>
    public const string Declarations = " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
        + " xmlns:CS=\"http://calendarserver.org/ns/\" xmlns:A=\"http://apple.com/ns/ical/\"";

    public static string? PrefixOf(string ns) => ns switch
    {
        Dav => "D",
        CalDav => "C",
        CalendarServer => "CS",
        Apple => "A",
        _ => null,
    };

    public static string Attribute(string value) =>
        value.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;");
}
