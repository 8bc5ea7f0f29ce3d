namespace CalDavSync.Sandbox.Quirks;

/// <summary>Pages, limits, sync-level and Depth.</summary>
internal static class PagingQuirks
{
    public static readonly SandboxQuirk TruncatesAt230 = new(
        nameof(TruncatesAt230), "Q33", "Sync answers are truncated after 230 rows.");

    public static readonly SandboxQuirk TruncationRowSpelledDifferently = new(
        nameof(TruncationRowSpelledDifferently), "Q34", "The 507 row has an absolute address without the last slash.");

    public static readonly SandboxQuirk SameTokenOnEveryPage = new(
        nameof(SameTokenOnEveryPage), "Q35", "A truncated answer gives the token of the request again, so the pages never end.");

    public static readonly SandboxQuirk LimitRefusedOnInitialSync = new(
        nameof(LimitRefusedOnInitialSync), "Q36", "A limit on the initial synchronization is answered HTTP 507.");

    public static readonly SandboxQuirk LimitRefused507 = new(
        nameof(LimitRefused507), "Q37", "Any limit is answered HTTP 507 with number-of-matches-within-limits.");

    public static readonly SandboxQuirk LimitCutsSilently = new(
        nameof(LimitCutsSilently), "Q38, Q39", "A limit cuts the list, but the token is the newest and no 507 row says so.");

    public static readonly SandboxQuirk ShortPagesWithout507 = new(
        nameof(ShortPagesWithout507), "Q40", "A truncated answer has a partial token but no 507 row.");

    public static readonly SandboxQuirk LimitIgnored = new(
        nameof(LimitIgnored), "Radicale, DAViCal, SOGo", "A limit is ignored.");

    public static readonly SandboxQuirk Http507WithUsableBody = new(
        nameof(Http507WithUsableBody), "Q41", "A truncated answer comes with HTTP status 507, with a usable multistatus as body.");

    public static readonly SandboxQuirk InlineDataCap50 = new(
        nameof(InlineDataCap50), "Q42", "With more than 50 rows the requested calendar-data is silently left out.");

    public static readonly SandboxQuirk NoInlineData = new(
        nameof(NoInlineData), "Xandikos, DAViCal", "sync-collection never gives calendar-data (404 propstat).");

    public static readonly SandboxQuirk InfiniteLevelRefused = new(
        nameof(InfiniteLevelRefused), "Q43", "sync-level infinite is answered 403 sync-traversal-supported.");

    public static readonly SandboxQuirk LevelMustBe1 = new(
        nameof(LevelMustBe1), "Q44, Q45", "A sync-level other than 1 is answered 400; the old spelling infinity 500.");

    public static readonly SandboxQuirk IgnoresDepth = new(
        nameof(IgnoresDepth), "every server measured", "The Depth header of a sync-collection does not matter.");

    public static readonly SandboxQuirk DepthOneNeeded = new(
        nameof(DepthOneNeeded), "Q46, Q47", "sync-collection with Depth 0 reports nothing but the collection; only Depth 1 reports members.");

    public static readonly SandboxQuirk StrictElementOrder = new(
        nameof(StrictElementOrder), "Q49", "The children of sync-collection have to be token, level, limit, prop in this order, else 400.");

    public static readonly SandboxQuirk BigSyncTimesOut = new(
        nameof(BigSyncTimesOut), "Q52", "A sync-collection with more than 500 rows is answered 504.");

    public static readonly SandboxQuirk HomeWithoutSync = new(
        nameof(HomeWithoutSync), "Radicale, SOGo", "The home cannot be synchronized.");
}
