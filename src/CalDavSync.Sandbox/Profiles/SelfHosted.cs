using System.Collections.Generic;
using static CalDavSync.Sandbox.Quirks.DiscoveryQuirks;
using static CalDavSync.Sandbox.Quirks.ETagQuirks;
using static CalDavSync.Sandbox.Quirks.FetchQuirks;
using static CalDavSync.Sandbox.Quirks.HrefQuirks;
using static CalDavSync.Sandbox.Quirks.PagingQuirks;
using static CalDavSync.Sandbox.Quirks.RowQuirks;
using static CalDavSync.Sandbox.Quirks.TimingQuirks;
using static CalDavSync.Sandbox.Quirks.TokenQuirks;
using static CalDavSync.Sandbox.Quirks.TransportQuirks;
using static CalDavSync.Sandbox.Quirks.WriteQuirks;

namespace CalDavSync.Sandbox.Profiles;

/// <summary>Servers that administrators install.</summary>
internal static class SelfHosted
{
    public static readonly IReadOnlyList<SandboxProfile> Profiles = new SandboxProfile[]
    {
        new("Radicale", "Honest tokens that expire; HTTP/1.0; the initial synchronization lists every removal.",
            TokenBeforeRows, TombstonesInInitial, TokensExpire, LimitIgnored, IgnoresDepth, HomeWithoutSync, Http10, RefusesChunked,
            RewritesOnPut, UidConflictAs409, IgnoresIfHeader, DefaultNamespace),
        new("Xandikos", "An unknown token is answered 500; refused writes are answered 207.",
            RejectedTokenAs500, TokenIsContentHash, ETagIsContentHash, LimitIgnored, LevelMustBe1, NoInlineData, SupportedReportSetMalformed, NeedsXmlContentType,
            IgnoresDepth, RefusedPutIs207, NoMove, RewritesOnPut, IgnoresIfHeader, NoGzip),
        new("DAViCal", "An unknown token silently gets the full list, without removals.",
            SilentFullListOnUnknownToken, TokensExpire, TokenIsDataUri, ETagIsContentHash, HidesTasks, InlineDataCap50, NoInlineData, LimitIgnored, IgnoresDepth, InfiniteLevelRefused,
            MultigetLeavesOutMissing, AcceptsDuplicateUids, IgnoresIfHeader, GzipSuffixETags),
        new("Cyrus", "Correct and fast; the root answers without signing in.",
            TokenIsDataUri, ETagIsContentHash, LevelMustBe1, IgnoresDepth, LenientEscapes, UnauthenticatedPrincipal207, DeletedCalendarIs404, UidConflictAcrossCalendars),
        new("SOGo", "Tokens are seconds and any number is one; ETags restart when an item is created again.",
            TokenIsEpochSeconds, UnknownTokenAsRevisionZero, ETagsRestart, UnescapedHrefs, LimitIgnored, IgnoresDepth, HomeWithoutSync,
            QueryWithVcalendarOnlyReturnsNothing, RewritesOnPut, OverwritesDespiteIfNoneMatch, CreatesDespiteIfMatch, IgnoresIfMatchOnDelete,
            IgnoresIfHeader, MoveRenamesToUid, UidConflictAs409, WellKnownIsHtml, SerialOnly501, RefusesChunked, ClosesEveryConnection),
        new("Nextcloud", "Full support, but the change list is pruned silently, and a limit on the initial synchronization is refused.",
            PrunedHistorySilently, LimitRefusedOnInitialSync, IgnoresDepth, HomeWithoutSync, SubscribedCalendars, NoETagOnPut, GzipSuffixETags),
        new("NextcloudOld", "As Nextcloud, with a teapot in the row of every removed member.",
            Teapot418, PrunedHistorySilently, LimitRefusedOnInitialSync, IgnoresDepth, HomeWithoutSync, NoETagOnPut),
        new("ownCloud", "Sometimes every token is refused, and the ctag does not notice removals.",
            RefusesEveryToken, Teapot418, CTagIgnoresDeletes, NoETagsInReports, IgnoresDepth, HomeWithoutSync),
        new("Baikal", "The change list drifts and loses changes.",
            ForgetsSomeChanges, LimitCutsSilently, IgnoresDepth, HomeWithoutSync, NoETagOnPut, DigestWithBodyFails500),
        new("Bedework", "A rejected token is a bare 412; searches lag behind.",
            RejectedTokenAs412Bare, StrictElementOrder, IgnoresDepth, StaleListing, QueryIgnoresComponent, AllpropFails, HomeWithoutSync),
        new("Zimbra", "No synchronization; GET and queries cannot be relied on.",
            NoSyncCollection, NoGet, OptionsLies, NoTasks, UidConflictAcrossCalendars, DuplicateRows),
        new("Synology", "A fragile subset: no principal, 404 for an empty calendar, removal fails.",
            NoPrincipal, QueryOnEmptyIs404, BigSyncTimesOut, IgnoresDepth, DeleteFails, HomeWithoutSync),
        new("RustiCal", "An unknown token counts as the beginning, and removals leak from other calendars.",
            TokenIsPlainNumber, UnknownTokenAsRevisionZero, ReplaysWhenUpToDate, LeaksForeignDeletions, IgnoresDepth, HomeWithoutSync),
        new("Stalwart", "sync-collection with Depth 0 reports only the collection (old builds); addresses are absolute.",
            DepthOneNeeded, EchoesCollection, AbsoluteHrefs),
        new("Tine20", "A rejected token is a sentence with status 400; big calendars time out.",
            RejectedTokenAs400Text, BigSyncTimesOut, IgnoresDepth, HomeWithoutSync),
        new("DavMail", "No synchronization, ETags without quotes, names in base64.",
            NoSyncCollection, UnquotedETags, AwkwardNames, MultigetLimit500, ReplacesUidOnPut, SpecialCollectionsInHome),
        new("Kerio", "Mail names, mail content types, unquoted ETags, addresses of the backend.",
            NoSyncCollection, AwkwardNames, OddContentTypes, UnquotedETags, ForeignPrefixHrefs, SupportedReportSetAbsent),
        new("OX", "Queries only show a year around today; the ETag is stale after a write.",
            QueryWindowOneYear, UnquotedETags, StaleETagAfterPut, UidConflictAcrossCalendars, TextPlainContentType, IgnoresDepth, HomeWithoutSync),
        new("SmarterMail", "Listings have no ETags.",
            NoSyncCollection, NoETagsInPropfind, NoETagsInReports, HomeWithoutSync),
    };
}
