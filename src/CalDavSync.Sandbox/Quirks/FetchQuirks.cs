namespace CalDavSync.Sandbox.Quirks;

/// <summary>How items are fetched.</summary>
internal static class FetchQuirks
{
    public static readonly SandboxQuirk NoMultiget = new(
        nameof(NoMultiget), "Q149", "There is no calendar-multiget.");

    public static readonly SandboxQuirk MultigetCapped = new(
        nameof(MultigetCapped), "Q103", "calendar-multiget answers only the first 20 hrefs (really 1000) and says nothing.");

    public static readonly SandboxQuirk MultigetLimit403 = new(
        nameof(MultigetLimit403), "Q105", "calendar-multiget with more than 50 hrefs (really 5000) is answered 403 number-of-matches-within-limits.");

    public static readonly SandboxQuirk MultigetLimit500 = new(
        nameof(MultigetLimit500), "Q106, Q113, Q114", "calendar-multiget with more than 10 hrefs is answered 500.");

    public static readonly SandboxQuirk MultigetHoles = new(
        nameof(MultigetHoles), "Q108", "calendar-multiget says 404 for every seventh member, although GET finds it.");

    public static readonly SandboxQuirk MultigetLeavesOutMissing = new(
        nameof(MultigetLeavesOutMissing), "DAViCal", "calendar-multiget leaves out what does not exist.");

    public static readonly SandboxQuirk MultigetFailsOnMissing = new(
        nameof(MultigetFailsOnMissing), "SabreDAV 1.8", "One missing href makes the whole calendar-multiget fail with 404.");

    public static readonly SandboxQuirk NoGet = new(
        nameof(NoGet), "Q106, Q107", "GET of an item finds nothing.");

    public static readonly SandboxQuirk HtmlAnswers = new(
        nameof(HtmlAnswers), "Q104", "Reports are answered 200 with an empty HTML page.");

    public static readonly SandboxQuirk NoQuery = new(
        nameof(NoQuery), "Q107", "There is no calendar-query.");

    public static readonly SandboxQuirk QueryListsGhosts = new(
        nameof(QueryListsGhosts), "Q109", "calendar-query also lists an item that does not exist.");

    public static readonly SandboxQuirk QueryNeedsComponentFilter = new(
        nameof(QueryNeedsComponentFilter), "Q110", "calendar-query without a component below VCALENDAR is refused.");

    public static readonly SandboxQuirk QueryWithVcalendarOnlyReturnsNothing = new(
        nameof(QueryWithVcalendarOnlyReturnsNothing), "SOGo", "calendar-query without a component below VCALENDAR finds nothing.");

    public static readonly SandboxQuirk QueryIgnoresComponent = new(
        nameof(QueryIgnoresComponent), "Bedework", "calendar-query for events finds everything, for tasks nothing.");

    public static readonly SandboxQuirk ReportWithoutETagIs500 = new(
        nameof(ReportWithoutETagIs500), "Q111", "A report that does not ask for getetag is answered 500.");

    public static readonly SandboxQuirk QueryOnEmptyIs404 = new(
        nameof(QueryOnEmptyIs404), "Q112", "calendar-query on an empty calendar is answered 404.");

    public static readonly SandboxQuirk QueryWindowOneYear = new(
        nameof(QueryWindowOneYear), "Q115", "calendar-query only finds what happens within a year of now.");

    public static readonly SandboxQuirk HidesTasks = new(
        nameof(HidesTasks), "Q116", "Queries hide tasks, although synchronization reports them.");

    public static readonly SandboxQuirk AddsPropertiesOnRead = new(
        nameof(AddsPropertiesOnRead), "Q117", "calendar-data holds a property that the stored item has not, and another one each time.");

    public static readonly SandboxQuirk IllegalControlCharacters = new(
        nameof(IllegalControlCharacters), "Q118", "Answers hold characters that XML forbids.");

    public static readonly SandboxQuirk TextPlainContentType = new(
        nameof(TextPlainContentType), "Q119", "XML is served as text/plain.");

    public static readonly SandboxQuirk NoContentType = new(
        nameof(NoContentType), "Q119", "XML is served without a content type.");

    public static readonly SandboxQuirk Utf16Xml = new(
        nameof(Utf16Xml), "Q120", "XML is served in UTF-16.");

    public static readonly SandboxQuirk ByteOrderMark = new(
        nameof(ByteOrderMark), "Q120", "XML begins with a byte order mark.");

    public static readonly SandboxQuirk EmptyMultistatus = new(
        nameof(EmptyMultistatus), "Q121", "Reports are answered 207 with an empty body.");

    public static readonly SandboxQuirk CDataEverywhere = new(
        nameof(CDataEverywhere), "Q123", "calendar-data is in CDATA sections.");

    public static readonly SandboxQuirk DefaultNamespace = new(
        nameof(DefaultNamespace), "Q123, Radicale", "DAV: is the default namespace of the answers.");

    public static readonly SandboxQuirk ReportAnswers200 = new(
        nameof(ReportAnswers200), "Q141", "Multistatus answers have status 200.");
}
