using System;

namespace CalDavSync.Sync;

/// <summary>
/// When a run that believed the server is checked with a listing all the same. Servers forget changes without saying so (Q10, Q25, Q26);
/// the rules look at what was seen, never at a server's name alone.
/// </summary>
internal static class VerificationPolicy
{
    // DAViCal drops its history after about a week, without an error.
    private static readonly TimeSpan TrustedIdleTime = TimeSpan.FromDays(6);

    // A first listing by a query alone is compared with another kind of listing by the first run after this time.
    private static readonly TimeSpan TrustedQueryTime = TimeSpan.FromHours(1);

    // What only looks strange is checked by a later run, so that whoever syncs twice in a row pays nothing for it.
    private static readonly TimeSpan DoubtTime = TimeSpan.FromHours(1);

    // A server whose replays were checked this often for nothing replays out of habit.
    private const int HabitualReplays = 3;

    // A collection tag that misses some kinds of changes, such as deletions, is trusted for this long (Q98, Q99).
    private static readonly TimeSpan TrustedTagTime = TimeSpan.FromDays(7);

    // Below, one request more would double the price of an ordinary run.
    private const int ManyChanges = 10;

    /// <summary>
    /// The last commit is so long ago that the server may have forgotten what happened since, or the profile wants a check every so many runs,
    /// or what is remembered comes from a query that only a profile vouches for.
    /// </summary>
    public static bool IsListingOverdue(SyncRun run)
    {
        TimeSpan trusted = run.Profile?.TrustedIdleDays is { } days ? TimeSpan.FromDays(days) : TrustedIdleTime;
        if (run.Facts.LastSync is { } last && PastTime.IsOver(last, trusted, run.Clock.UtcNow)) return true;
        if (run.Learned.IsSeeded && run.Facts.LastFullListing is { } seeded && PastTime.IsOver(seeded, TrustedQueryTime, run.Clock.UtcNow)) return true;
        return run.Profile is { VerifyEvery: > 0 } profile && run.Learned.RunsSinceListing + 1 >= profile.VerifyEvery;
    }

    /// <summary>An earlier answer was strange, and long enough ago.</summary>
    public static bool IsDoubtDue(SyncRun run) => run.Learned.DoubtedAt is { } doubted && PastTime.IsOver(doubted, DoubtTime, run.Clock.UtcNow);

    /// <summary>
    /// The collection is another one at the same address, deleted and made again, although its server accepts the token (DAViCal). An identity
    /// that changes by itself is not believed for long.
    /// </summary>
    public static bool IsAnotherCollection(SyncRun run) =>
        run.Calendar.Identity is { } now && run.Learned.Identity is { } before && now != before && run.Learned.HarmlessIdentities < HabitualReplays;

    /// <summary>Notes whose members are settled now, how far its own token had counted, and whether a changed identity meant anything.</summary>
    public static void SettleIdentity(SyncRun run, bool foundDifferences)
    {
        if (IsAnotherCollection(run)) run.Learned.HarmlessIdentities = foundDifferences ? 0 : run.Learned.HarmlessIdentities + 1;
        if (run.Calendar.Identity is { } identity) run.Learned.Identity = identity;
        if (run.Calendar.SyncToken is { } listed) run.Learned.ListedToken = listed;
    }

    /// <summary>
    /// On servers that take the time for the token it lost its time, as that of an emptied or new calendar does (Q13), or names an earlier one: the
    /// clock was set back, and what happened in between bears times of before the last run.
    /// </summary>
    public static bool WentBack(string? token, string before, DateTimeOffset now)
    {
        if (token is null || EpochToken.Seconds(before, now) is not { } earlier) return false;
        return EpochToken.Seconds(token, now) is not { } later || later < earlier - EpochToken.Overlap;
    }

    /// <summary>
    /// The token counts changes and has counted back: the server was restored from a backup or the calendar made again, and what it told before no
    /// longer holds. Where tokens go back by themselves that is believed a few times only (Q11).
    /// </summary>
    public static bool CountedBack(SyncRun run, string? token, string? before) =>
        run.Learned.HarmlessTokens < HabitualReplays && EpochToken.Seconds(before, run.Clock.UtcNow) is null && CounterToken.IsEarlier(token, before);

    /// <summary>
    /// Notes an answer that could be the full list of a small or emptied calendar in place of changes (Q10): one that names no deletion but at least
    /// half as many items as were known, or nothing at all under another token. As ordinary changes look the same, a later run checks it; after a few
    /// checks for nothing they are taken for what they look like, each kind on its own.
    /// </summary>
    public static void NoteDoubt(SyncRun run, int known, int present, int gone, string? token, string before)
    {
        Learned learned = run.Learned;
        if (learned.DoubtedAt is not null) return;
        bool isSilent = present + gone == 0 && token is not null && token != before && EpochToken.Seconds(before, run.Clock.UtcNow) is null;
        bool isSmall = present > 0 && gone == 0 && known > 0 && present * 2 >= known && run.State.UnseenCount > 0;
        // Where tokens go back for nothing a new one says nothing either.
        if (isSilent && learned.SilentDoubts < HabitualReplays && learned.HarmlessTokens < HabitualReplays) learned.SilentDoubts++;
        else if (isSmall && learned.ListDoubts < HabitualReplays) learned.ListDoubts++;
        else return;
        learned.DoubtedAt = run.Clock.UtcNow;
    }

    /// <summary>Notes whether a listing found what had not been told: then answers that look strange are looked into again.</summary>
    public static void SettleTokens(Learned learned, bool wentBack, bool foundDifferences)
    {
        if (!foundDifferences)
        {
            if (wentBack) learned.HarmlessTokens++;
            return;
        }

        learned.HarmlessTokens = 0;
        learned.SilentDoubts = 0;
        learned.ListDoubts = 0;
    }

    /// <summary>
    /// The calendar was looked at since the last run and has the token of one that never held anything, although the one before was a time: it was
    /// made again, and some servers answer the old token as if nothing had happened (Q13, SOGo).
    /// </summary>
    public static bool IsEmptied(SyncRun run, string before) =>
        run.Calendar is { SyncToken: "-1" or "0", ReadAt: { } read } && run.Facts.LastSync is { } last && read > last
        && EpochToken.Seconds(before, run.Clock.UtcNow) is not null;

    /// <summary>The collection tag alone has said "nothing new" for so long that a listing has to say it again.</summary>
    public static bool IsTagOverdue(SyncRun run) =>
        run.Facts.LastFullListing is not { } last || PastTime.IsOver(last, TrustedTagTime, run.Clock.UtcNow);

    /// <summary>
    /// The changes outnumber everything that was known, as after a calendar was deleted and made again at the same address; some servers then
    /// accept the old token and name the new items alone (DAViCal, SOGo).
    /// </summary>
    /// <param name="isEpochToken">The token is a time, which every calendar of the server accepts: then even few changes are suspicious (Q13).</param>
    public static bool LooksLikeAnotherCalendar(int known, int named, bool isEpochToken) =>
        known > 0 && named >= known && (named >= ManyChanges || isEpochToken);

    /// <summary>The answer repeats what was known, as a full list in place of changes does; then deletions may be missing from it (Q10, Q11, Q13).</summary>
    public static bool LooksLikeFullList(SyncRun run, int replays, bool isEpochToken)
    {
        if (replays == 0 || run.State.UnseenCount == 0) return false;
        bool most = replays >= 2 && replays * 2 >= run.State.Count;
        // The token of a seeded first sync is older than its listing: what happened in between is named again.
        bool expected = run.Learned.IsSeeded && run.Learned.RunsSinceListing == 0;
        return most || (!expected && !isEpochToken && run.Learned.HarmlessReplays < HabitualReplays);
    }
}
