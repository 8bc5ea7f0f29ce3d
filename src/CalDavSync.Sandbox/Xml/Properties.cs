namespace CalDavSync.Sandbox.Xml;

/// <summary>The properties this server computes itself.</summary>
internal static class Properties
{
    public static readonly PropertyName ResourceType = Dav("resourcetype");
    public static readonly PropertyName DisplayName = Dav("displayname");
    public static readonly PropertyName GetETag = Dav("getetag");
    public static readonly PropertyName GetContentType = Dav("getcontenttype");
    public static readonly PropertyName GetContentLength = Dav("getcontentlength");
    public static readonly PropertyName GetLastModified = Dav("getlastmodified");
    public static readonly PropertyName CreationDate = Dav("creationdate");
    public static readonly PropertyName SyncToken = Dav("sync-token");
    public static readonly PropertyName SupportedReportSet = Dav("supported-report-set");
    public static readonly PropertyName CurrentUserPrincipal = Dav("current-user-principal");
    public static readonly PropertyName PrincipalUrl = Dav("principal-URL");
    public static readonly PropertyName PrincipalCollectionSet = Dav("principal-collection-set");
    public static readonly PropertyName CurrentUserPrivilegeSet = Dav("current-user-privilege-set");
    public static readonly PropertyName Owner = Dav("owner");
    public static readonly PropertyName CalendarHomeSet = Cal("calendar-home-set");
    public static readonly PropertyName CalendarUserAddressSet = Cal("calendar-user-address-set");
    public static readonly PropertyName CalendarDescription = Cal("calendar-description");
    public static readonly PropertyName CalendarTimeZone = Cal("calendar-timezone");
    public static readonly PropertyName SupportedComponents = Cal("supported-calendar-component-set");
    public static readonly PropertyName SupportedCalendarData = Cal("supported-calendar-data");
    public static readonly PropertyName MaxResourceSize = Cal("max-resource-size");
    public static readonly PropertyName CalendarData = Cal("calendar-data");
    public static readonly PropertyName GetCTag = PropertyName.Of(Namespaces.CalendarServer, "getctag");
    public static readonly PropertyName CalendarColor = PropertyName.Of(Namespaces.Apple, "calendar-color");
    public static readonly PropertyName CalendarOrder = PropertyName.Of(Namespaces.Apple, "calendar-order");

    private static PropertyName Dav(string local) => PropertyName.Of(Namespaces.Dav, local);

    private static PropertyName Cal(string local) => PropertyName.Of(Namespaces.CalDav, local);
}
