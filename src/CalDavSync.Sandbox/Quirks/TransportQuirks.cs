namespace CalDavSync.Sandbox.Quirks;

/// <summary>HTTP, throttling, redirects and connections.</summary>
internal static class TransportQuirks
{
    public static readonly SandboxQuirk RateLimit403 = new(
        nameof(RateLimit403), "Q16, Q125", "Every fourth request is answered 403 with an empty DAV:error: a quota, not a refusal.");

    public static readonly SandboxQuirk TooManyRequests429 = new(
        nameof(TooManyRequests429), "Q126", "Every fourth request is answered 429 without Retry-After.");

    public static readonly SandboxQuirk ServiceUnavailableWithRetryAfter = new(
        nameof(ServiceUnavailableWithRetryAfter), "Q127", "Every fourth request is answered 503 with Retry-After: 1.");

    public static readonly SandboxQuirk RetryAfterDate = new(
        nameof(RetryAfterDate), "Q127", "Every fourth request is answered 503 with an HTTP date in Retry-After, one second ahead.");

    public static readonly SandboxQuirk NeedsSpacing = new(
        nameof(NeedsSpacing), "Q128", "A request within two seconds of the one before is answered 429 with Retry-After: 2.");

    public static readonly SandboxQuirk SerialOnly501 = new(
        nameof(SerialOnly501), "Q129", "A request while another one is being served is answered 501.");

    public static readonly SandboxQuirk RedirectsToOtherPath = new(
        nameof(RedirectsToOtherPath), "Q130, Q131", "Every request outside /p42/ is redirected to the same path below it.");

    public static readonly SandboxQuirk DigestWithBodyFails500 = new(
        nameof(DigestWithBodyFails500), "Q133", "A request with a body and without credentials is answered 500 instead of 401.");

    public static readonly SandboxQuirk RefusesChunked = new(
        nameof(RefusesChunked), "Q134, Radicale, SOGo", "A chunked request body is answered 400.");

    public static readonly SandboxQuirk ClosesEveryConnection = new(
        nameof(ClosesEveryConnection), "Q135", "Every connection is closed after one answer.");

    public static readonly SandboxQuirk Http10 = new(
        nameof(Http10), "Radicale", "The server speaks HTTP/1.0 and closes every connection.");

    public static readonly SandboxQuirk DropsConnections = new(
        nameof(DropsConnections), "Q135", "Every fourth request ends with a closed connection instead of an answer.");

    public static readonly SandboxQuirk CutsAnswers = new(
        nameof(CutsAnswers), "Q135", "Every fourth answer is cut in the middle.");

    public static readonly SandboxQuirk PropfindDepth1Blocked = new(
        nameof(PropfindDepth1Blocked), "Q137", "PROPFIND with Depth 1 on a calendar is answered 405.");

    public static readonly SandboxQuirk OptionsFails = new(
        nameof(OptionsFails), "Q138", "OPTIONS is answered 404.");

    public static readonly SandboxQuirk OptionsLies = new(
        nameof(OptionsLies), "Q139", "OPTIONS names neither calendar-access nor REPORT.");

    public static readonly SandboxQuirk NeedsXmlContentType = new(
        nameof(NeedsXmlContentType), "Xandikos", "A request body that is not declared as XML is answered 415.");

    public static readonly SandboxQuirk NoGzip = new(
        nameof(NoGzip), "Xandikos", "Answers are never compressed.");
}
