namespace CalDavSync.Dav;

/// <summary>A property or element name: namespace and local name.</summary>
internal readonly record struct DavName(string Namespace, string Local)
{
    public static readonly DavName GetETag = new(DavNamespace.Dav, "getetag");
    public static readonly DavName ResourceType = new(DavNamespace.Dav, "resourcetype");
    public static readonly DavName DisplayName = new(DavNamespace.Dav, "displayname");
    public static readonly DavName SyncToken = new(DavNamespace.Dav, "sync-token");
    public static readonly DavName SupportedReportSet = new(DavNamespace.Dav, "supported-report-set");
    public static readonly DavName CurrentUserPrincipal = new(DavNamespace.Dav, "current-user-principal");
    public static readonly DavName PrincipalUrl = new(DavNamespace.Dav, "principal-URL");
    public static readonly DavName CurrentUserPrivilegeSet = new(DavNamespace.Dav, "current-user-privilege-set");
    public static readonly DavName ResourceId = new(DavNamespace.Dav, "resource-id");
    public static readonly DavName CreationDate = new(DavNamespace.Dav, "creationdate");
    public static readonly DavName Owner = new(DavNamespace.Dav, "owner");
    public static readonly DavName CalendarData = new(DavNamespace.CalDav, "calendar-data");
    public static readonly DavName CalendarHomeSet = new(DavNamespace.CalDav, "calendar-home-set");
    public static readonly DavName CalendarDescription = new(DavNamespace.CalDav, "calendar-description");
    public static readonly DavName CalendarTimeZone = new(DavNamespace.CalDav, "calendar-timezone");
    public static readonly DavName SupportedComponents = new(DavNamespace.CalDav, "supported-calendar-component-set");
    public static readonly DavName MaxResourceSize = new(DavNamespace.CalDav, "max-resource-size");
    public static readonly DavName CTag = new(DavNamespace.CalendarServer, "getctag");
    public static readonly DavName Source = new(DavNamespace.CalendarServer, "source");
    public static readonly DavName CalendarColor = new(DavNamespace.AppleICal, "calendar-color");
    public static readonly DavName CalendarOrder = new(DavNamespace.AppleICal, "calendar-order");

    public override string ToString() => Namespace + " " + Local;
}
