using System;
using System.Globalization;
using System.Linq;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>Issues sync tokens and reads them again: by default a URI with the server, the collection, its epoch and a revision.</summary>
internal sealed class SyncTokens
{
    private const string Prefix = "http://caldavsync.invalid/ns/sync/";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly CalendarStore _store;
    private readonly ITokenFormat _format;
    private readonly string _homePrefix;

    public SyncTokens(CalendarStore store)
    {
        _store = store;
        _format = FormatOf(store);
        _homePrefix = Prefix + store.Identity + "/home/";
    }

    public bool CanPage => _format.CanPage;

    private QuirkSet Quirks => _store.Quirks;

    /// <summary>The token for everything up to now.</summary>
    public string Issue(SandboxCalendar calendar)
    {
        lock (_store.Gate) return _format.Issue(calendar);
    }

    /// <summary>The token for one page of a longer answer.</summary>
    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) => _format.IssuePartial(calendar, revision, baseline);

    public string IssueForHome() => IssuePartialForHome(_store.Revision, 0);

    public string IssuePartialForHome(long revision, long baseline) =>
        _homePrefix + revision.ToString(CultureInfo.InvariantCulture) + (baseline > revision ? "-" + baseline.ToString(CultureInfo.InvariantCulture) : string.Empty);

    /// <exception cref="HttpFailureException">The token was never issued for this calendar, or its history is gone.</exception>
    public SyncPosition Read(SandboxCalendar calendar, string token)
    {
        if (token.Length == 0)
        {
            if (Quirks.Has(TokenQuirks.EmptyTokenRefused)) throw Rejected();
            return new SyncPosition(0, calendar.Revision, initial: true);
        }

        if (Quirks.Has(TokenQuirks.RefusesEveryToken)) throw Rejected();
        if (TryRead(calendar, token) is { } position) return position;
        if (Quirks.Has(TokenQuirks.SilentFullListOnUnknownToken)) return new SyncPosition(0, calendar.Revision, initial: true);
        if (Quirks.Has(TokenQuirks.UnknownTokenAsRevisionZero)) return new SyncPosition(0, 0, initial: false);
        throw Rejected();
    }

    /// <summary>The position a token stands for, or null when it is not valid (any more) for this calendar.</summary>
    public SyncPosition? TryRead(SandboxCalendar calendar, string token)
    {
        lock (_store.Gate)
        {
            if (_format.Parse(calendar, token) is not { } position) return null;
            if (Quirks.Has(TokenQuirks.TokensExpire) && IsExpired(calendar, position.Since)) return null;
            if (position.Since >= calendar.OldestRevision) return position;
            return Quirks.Has(TokenQuirks.PrunedHistorySilently) ? new SyncPosition(calendar.OldestRevision, position.Baseline, initial: false) : null;
        }
    }

    public SyncPosition ReadForHome(string token)
    {
        if (token.Length == 0) return new SyncPosition(0, _store.Revision, initial: true);
        string[] parts = token.StartsWith(_homePrefix, StringComparison.Ordinal) ? token.Substring(_homePrefix.Length).Split('-') : Array.Empty<string>();
        long[] numbers = parts.Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue).ToArray();
        if (numbers.Length is not (1 or 2) || numbers.Any(number => number > _store.Revision)) throw Rejected();
        return new SyncPosition(numbers[0], numbers.Length == 2 ? numbers[1] : 0, initial: false);
    }

    public HttpFailureException Rejected() => RejectedToken.Answer(Quirks);

    private bool IsExpired(SandboxCalendar calendar, long since) =>
        calendar.Changes.Since(since).FirstOrDefault() is { } next && next.Time < _store.Clock.UtcNow - Lifetime;

    private static ITokenFormat FormatOf(CalendarStore store)
    {
        QuirkSet quirks = store.Quirks;
        if (quirks.Has(TokenQuirks.TokenIsEpochSeconds)) return new EpochTokenFormat(store.Clock, losesChanges: false);
        if (quirks.Has(TokenQuirks.TokenSecondLosesChanges)) return new EpochTokenFormat(store.Clock, losesChanges: true);
        if (quirks.Has(TokenQuirks.TokenIsContentHash)) return new ContentTokenFormat();
        if (quirks.Has(TokenQuirks.TokenIsPlainNumber)) return new RevisionTokenFormat(string.Empty, scoped: false);
        if (quirks.Has(TokenQuirks.TokenIsDataUri)) return new RevisionTokenFormat("data:," + store.Identity, scoped: true);
        ITokenFormat uri = new RevisionTokenFormat(Prefix + store.Identity + "/", scoped: true);
        return quirks.Has(TokenQuirks.TokenIsOpaque) ? new OpaqueTokenFormat(uri) : uri;
    }
}
