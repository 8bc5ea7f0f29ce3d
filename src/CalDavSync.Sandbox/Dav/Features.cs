using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Dav;

/// <summary>What the server claims about itself in properties.</summary>
internal sealed class Features
{
    private static readonly TimeSpan CTagLag = TimeSpan.FromMinutes(1);

    private readonly DavServer _server;
    private int _ctagReads;

    public Features(DavServer server) => _server = server;

    /// <summary>Whether the sync-collection report exists on this server.</summary>
    public bool SyncReport => !Quirks.Has(TokenQuirks.NoSyncCollection);

    public bool HomeSync => SyncReport && !Quirks.Has(PagingQuirks.HomeWithoutSync);

    /// <summary>The value of current-user-principal, or null when the server does not know the property.</summary>
    public string? CurrentUserPrincipal => Quirks.Has(DiscoveryQuirks.NoPrincipal) ? null : PropertyValues.Href(_server.Layout.Principal);

    private QuirkSet Quirks => _server.Quirks;

    public string? CTag(SandboxCalendar calendar)
    {
        if (Quirks.Has(ETagQuirks.NoCTag)) return null;
        if (Quirks.Has(ETagQuirks.CTagOnSecondLook) && Interlocked.Increment(ref _ctagReads) == 1) return null;
        if (Quirks.Has(ETagQuirks.CTagRandom)) return "\"" + Guid.NewGuid().ToString("N") + "\"";
        return "\"" + _server.Store.Identity + "-" + calendar.Id.ToString(CultureInfo.InvariantCulture) + "-" + CTagRevision(calendar).ToString(CultureInfo.InvariantCulture) + "\"";
    }

    public string? TokenProperty(SandboxCalendar calendar)
    {
        if (!SyncReport || !calendar.SupportsSync || Quirks.Any(TokenQuirks.TokenPropertyMissing, DiscoveryQuirks.AnswersAnyReport)) return null;
        string token = _server.Tokens.Issue(calendar);
        return PropertyValues.Text(Quirks.Has(TokenQuirks.TokenPropertyDiffers) ? token + "#property" : token);
    }

    public string? ComponentSet(SandboxCalendar calendar) =>
        Quirks.Has(DiscoveryQuirks.NoComponentSet) ? null : PropertyValues.Components(calendar.Components);

    public string ContentType(SandboxItem item)
    {
        if (Quirks.Has(RowQuirks.OddContentTypes)) return item.Component == "VTODO" ? "text/vtodo" : "message/rfc822";
        return "text/calendar; charset=utf-8; component=" + item.Component.ToLowerInvariant();
    }

    /// <summary>The reports of a calendar, or of the home when it is null; null when the server does not tell.</summary>
    public string? ReportSet(SandboxCalendar? calendar)
    {
        if (Quirks.Has(DiscoveryQuirks.SupportedReportSetAbsent)) return null;
        List<string> reports = new();
        if (calendar is not null && !Quirks.Has(FetchQuirks.NoQuery)) reports.Add("<C:calendar-query/>");
        if (calendar is not null && !Quirks.Has(FetchQuirks.NoMultiget)) reports.Add("<C:calendar-multiget/>");
        bool sync = calendar is null ? HomeSync : SyncReport && calendar.SupportsSync;
        if (sync && !Quirks.Has(DiscoveryQuirks.HidesSyncSupport)) reports.Add("<D:sync-collection/>");
        return Quirks.Has(DiscoveryQuirks.SupportedReportSetMalformed)
            ? string.Concat(reports.Select(report => "<D:supported-report>" + report + "</D:supported-report>"))
            : PropertyValues.Reports(reports);
    }

    private long CTagRevision(SandboxCalendar calendar)
    {
        if (Quirks.Has(ETagQuirks.CTagIgnoresDeletes)) return calendar.LastPutRevision;
        if (!Quirks.Has(ETagQuirks.CTagLags)) return calendar.Revision;
        lock (_server.Store.Gate)
        {
            DateTime limit = _server.Store.Clock.UtcNow - CTagLag;
            return calendar.Changes.Since(0).LastOrDefault(change => change.Time <= limit) is { } seen ? seen.Revision : 0;
        }
    }
}
