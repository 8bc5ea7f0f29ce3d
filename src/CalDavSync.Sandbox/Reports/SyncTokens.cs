using System;
using System.Globalization;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Reports;

/// <summary>Issues sync tokens and reads them again: a URI with the server, the collection, its epoch and a revision.</summary>
internal sealed class SyncTokens
{
    private const string Prefix = "http://caldavsync.invalid/ns/sync/";

    private readonly CalendarStore _store;

    public SyncTokens(CalendarStore store) => _store = store;

    /// <summary>The token for everything up to now.</summary>
    public string Issue(SandboxCalendar calendar)
    {
        lock (_store.Gate) return Format(Scope(calendar), calendar.Revision, 0);
    }

    /// <summary>The token for one page of a longer answer.</summary>
    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) => Format(Scope(calendar), revision, baseline);

    public string IssueForHome() => Format("home", _store.Revision, 0);

    public string IssuePartialForHome(long revision, long baseline) => Format("home", revision, baseline);

    /// <exception cref="HttpFailureException">The token was never issued for this calendar, or its history is gone.</exception>
    public SyncPosition Read(SandboxCalendar calendar, string token)
    {
        if (token.Length == 0) return Initial(calendar.Revision);
        return TryRead(calendar, token) ?? throw Invalid();
    }

    /// <summary>The position a token stands for, or null when it is not valid (any more) for this calendar.</summary>
    public SyncPosition? TryRead(SandboxCalendar calendar, string token) =>
        Parse(Scope(calendar), token) is { } position && position.Since >= calendar.OldestRevision && position.Since <= calendar.Revision ? position : null;

    public SyncPosition ReadForHome(string token)
    {
        if (token.Length == 0) return Initial(_store.Revision);
        SyncPosition position = Parse("home", token) ?? throw Invalid();
        return position.Since <= _store.Revision ? position : throw Invalid();
    }

    public static HttpFailureException Invalid() => DavErrors.Dav(403, "valid-sync-token");

    private static SyncPosition Initial(long revision) => new(0, revision, initial: true);

    private static string Scope(SandboxCalendar calendar) =>
        calendar.Id.ToString(CultureInfo.InvariantCulture) + "." + calendar.Epoch.ToString(CultureInfo.InvariantCulture);

    private string Format(string scope, long revision, long baseline) =>
        Prefix + _store.Identity + "/" + scope + "/" + revision.ToString(CultureInfo.InvariantCulture)
        + (baseline > revision ? "-" + baseline.ToString(CultureInfo.InvariantCulture) : string.Empty);

    private SyncPosition? Parse(string scope, string token)
    {
        string start = Prefix + _store.Identity + "/" + scope + "/";
        if (!token.StartsWith(start, StringComparison.Ordinal)) return null;
        string[] parts = token.Substring(start.Length).Split('-');
        if (parts.Length > 2 || !TryNumber(parts[0], out long revision)) return null;
        long baseline = 0;
        return parts.Length == 1 || TryNumber(parts[1], out baseline) ? new SyncPosition(revision, baseline, initial: false) : null;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
