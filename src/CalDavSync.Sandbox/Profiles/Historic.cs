using System.Collections.Generic;
using static CalDavSync.Sandbox.Quirks.DiscoveryQuirks;
using static CalDavSync.Sandbox.Quirks.ETagQuirks;
using static CalDavSync.Sandbox.Quirks.FetchQuirks;
using static CalDavSync.Sandbox.Quirks.HrefQuirks;
using static CalDavSync.Sandbox.Quirks.PagingQuirks;
using static CalDavSync.Sandbox.Quirks.RowQuirks;
using static CalDavSync.Sandbox.Quirks.TokenQuirks;
using static CalDavSync.Sandbox.Quirks.TransportQuirks;
using static CalDavSync.Sandbox.Quirks.WriteQuirks;

namespace CalDavSync.Sandbox.Profiles;

/// <summary>Servers nobody develops any more, which still run somewhere.</summary>
internal static class Historic
{
    public static readonly IReadOnlyList<SandboxProfile> Profiles = new SandboxProfile[]
    {
        new("CCS", "Apple's Calendar Server: any limit is refused, tokens die, the collection is among its rows.",
            LimitRefused507, TokensExpire, EchoesCollection, OmitsUnseenDeletions, MultigetLimit403, UidConflictAcrossCalendars, IgnoresDepth),
        new("SabreDAV18", "Before synchronization: one missing member makes a multiget fail.",
            NoSyncCollection, MultigetFailsOnMissing, LowercaseHexEscapes, ClosesEveryConnection, NoGzip, IgnoresIfHeader),
        new("Calypso", "Answers any report with everything and no token, and names items itself.",
            AnswersAnyReport, HidesSyncSupport, SupportedReportSetMalformed, UnquotedETags, CollectionHrefWithoutSlash, RenamesOnPut,
            OverwritesDespiteIfNoneMatch, NoMove, ClosesEveryConnection, IgnoresDepth),
    };
}
