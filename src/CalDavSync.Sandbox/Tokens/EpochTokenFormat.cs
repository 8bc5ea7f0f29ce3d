using System;
using System.Globalization;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>
/// The time in whole seconds (Q13, Q14). Either everything of the token's second is reported again, and the token stays one
/// second behind while things change (SOGo), or whatever happens later in that second is lost.
/// </summary>
internal sealed class EpochTokenFormat : ITokenFormat
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ISandboxClock _clock;
    private readonly bool _losesChanges;

    public EpochTokenFormat(ISandboxClock clock, bool losesChanges)
    {
        _clock = clock;
        _losesChanges = losesChanges;
    }

    public bool CanPage => false;

    public string Issue(SandboxCalendar calendar)
    {
        long now = Seconds(_clock.UtcNow);
        if (_losesChanges) return Text(now);
        if (calendar.Count == 0) return "0";
        long changed = Seconds(calendar.LastModified);
        return Text(changed >= now ? now - 1 : changed);
    }

    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) => Issue(calendar);

    public SyncPosition? Parse(SandboxCalendar calendar, string token)
    {
        if (!long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long second)) return null;
        if (second <= 0) return new SyncPosition(0, 0, initial: false);
        long since = calendar.Revision;
        foreach (ChangeEntry change in calendar.Changes.Since(0))
        {
            long time = Seconds(change.Time);
            if (_losesChanges ? time > second : time >= second) since = Math.Min(since, change.Revision - 1);
        }

        return new SyncPosition(since, 0, initial: false);
    }

    private static long Seconds(DateTime time) => (long)Math.Floor((time - Epoch).TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
