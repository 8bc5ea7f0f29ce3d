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

/// <summary>Services on the Internet.</summary>
internal static class Hosted
{
    public static readonly IReadOnlyList<SandboxProfile> Profiles = new SandboxProfile[]
    {
        new("Google", "Pages of 230 rows, a quota that looks like a refusal, no tasks, calendars only in its own interface.",
            TruncatesAt230, TokenIsOpaque, RejectedTokenAs410, MissingPropertyPropstat, RateLimit403, QueryListsGhosts, NoMkcalendar, NoTasks, OptionsFails, IgnoresDepth, HomeWithoutSync),
        new("iCloud", "Redirects, opaque tokens, holes in multiget, the collection among its rows, recent changes hidden.",
            RedirectsToOtherPath, TokenIsOpaque, EchoesCollection, DirectoriesAmongRows, SecondPropstatEmptyValues, MultigetHoles, GetRefusesEncodedAt,
            QueryNeedsComponentFilter, CDataEverywhere, DefaultNamespace, AddsPropertiesOnRead, CTagLags, RecentChangesHidden, AllpropFails,
            SpecialCollectionsInHome, NoTasks, IgnoresDepth, HomeWithoutSync),
        new("Fastmail", "Cyrus with pages.",
            TokenIsDataUri, TruncatesAt230, LevelMustBe1, LenientEscapes, IgnoresDepth, UidConflictAcrossCalendars),
        new("eCloud", "Nextcloud that wants two seconds between requests.",
            NeedsSpacing, PrunedHistorySilently, LimitRefusedOnInitialSync, IgnoresDepth, HomeWithoutSync),
        new("GMX", "No synchronization, a rate limit, reports that need getetag.",
            NoSyncCollection, NeedsSpacing, ReportWithoutETagIs500, QueryWindowOneYear),
        new("Posteo", "No synchronization, and listings that lag.",
            NoSyncCollection, StaleListing, NoMkcalendar),
        new("Robur", "No synchronization; what is missing is forbidden.",
            NoSyncCollection, MissingIs403, NoComponentSet, LenientEscapes, DeleteFails),
        new("Yandex", "A ctag of chance, unquoted ETags, the collection among its rows.",
            TruncatesAt230, CTagRandom, UnquotedETags, EchoesCollection, IgnoresDepth, HomeWithoutSync),
        new("Yahoo", "The report gives no token; names are encoded twice.",
            NoTokenInAnswer, TokenPropertyMissing, DoubleEncodedHrefs, BigSyncTimesOut, IgnoresDepth, HomeWithoutSync),
        new("MailRu", "No principal; properties it does not know are dropped.",
            NoPrincipal, EchoesCollection, StripsUnknownProperties, QueryNeedsComponentFilter, NoMkcalendar, IgnoresDepth, HomeWithoutSync),
        new("Purelymail", "The report works although no property says so; queries lag for minutes.",
            TokenPropertyMissing, NoCTag, NoComponentSet, AbsoluteHrefs, StaleListing, HomeWithoutSync),
        new("Zoho", "multiget is cut off silently.",
            MultigetCapped, IgnoresDepth, HomeWithoutSync),
        new("Lark", "Only small multigets succeed, and GET does not.",
            MultigetLimit500, NoGet, NoSyncCollection),
    };
}
