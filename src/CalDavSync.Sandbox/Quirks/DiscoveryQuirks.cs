namespace CalDavSync.Sandbox.Quirks;

/// <summary>Discovery and the properties of calendars.</summary>
internal static class DiscoveryQuirks
{
    public static readonly SandboxQuirk NoPrincipal = new(
        nameof(NoPrincipal), "Q143", "There is no current-user-principal.");

    public static readonly SandboxQuirk NoWellKnown = new(
        nameof(NoWellKnown), "Q143", "/.well-known/caldav does not exist.");

    public static readonly SandboxQuirk WellKnownIsHtml = new(
        nameof(WellKnownIsHtml), "SOGo", "/.well-known/caldav is an HTML page.");

    public static readonly SandboxQuirk NoComponentSet = new(
        nameof(NoComponentSet), "Q144", "There is no supported-calendar-component-set.");

    public static readonly SandboxQuirk SpecialCollectionsInHome = new(
        nameof(SpecialCollectionsInHome), "Q146", "The home also lists an inbox, an outbox and notifications.");

    public static readonly SandboxQuirk SubscribedCalendars = new(
        nameof(SubscribedCalendars), "Q147", "The home also lists a subscribed calendar without synchronization.");

    public static readonly SandboxQuirk SupportedReportSetAbsent = new(
        nameof(SupportedReportSetAbsent), "Q149", "There is no supported-report-set.");

    public static readonly SandboxQuirk SupportedReportSetMalformed = new(
        nameof(SupportedReportSetMalformed), "Xandikos", "supported-report-set lacks the report elements.");

    public static readonly SandboxQuirk HidesSyncSupport = new(
        nameof(HidesSyncSupport), "Q149", "supported-report-set does not name sync-collection, although it works.");

    public static readonly SandboxQuirk AnswersAnyReport = new(
        nameof(AnswersAnyReport), "Q149, Calypso", "Every sync-collection is answered with a list of everything and no token.");

    public static readonly SandboxQuirk UnauthenticatedPrincipal207 = new(
        nameof(UnauthenticatedPrincipal207), "Cyrus", "PROPFIND of the root without signing in is answered 207 with unauthenticated as principal.");

    public static readonly SandboxQuirk MissingIs403 = new(
        nameof(MissingIs403), "Robur", "What does not exist is answered 403.");

    public static readonly SandboxQuirk AllpropFails = new(
        nameof(AllpropFails), "Bedework, iCloud", "PROPFIND for allprop is answered 500.");

    public static readonly SandboxQuirk NoMkcalendar = new(
        nameof(NoMkcalendar), "Q153", "Calendars cannot be created.");
}
