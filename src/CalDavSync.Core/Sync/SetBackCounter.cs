using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// Calendars that count their changes from an earlier point than before: made again at their address, or restored from a backup. Some servers
/// answer a token they have not reached yet with "nothing new" and the same token, until the counter has caught up (sabre/dav 4.7). The
/// calendar's own token shows it, which comes with the listing of calendars. It is a hint only, and no measure for the tokens of reports (Q30).
/// </summary>
internal static class SetBackCounter
{
    /// <summary>The calendar was looked at after the last run, and its own token counts less than it did then.</summary>
    public static bool IsSetBack(SyncRun run) =>
        run.Calendar is { SyncToken: { } own, ReadAt: { } read } && run.Facts.LastSync < read
        && EpochToken.Seconds(own, run.Clock.UtcNow) is null && CounterToken.IsEarlier(own, run.Learned.ListedToken);

    /// <summary>The refusal of the token that the server should have sent.</summary>
    public static SyncTokenRejectedException Refusal(SyncRun run) =>
        new($"{run.Calendar} counts its changes from an earlier point than in the last run, as a calendar does that was made again or restored from a backup.")
        {
            Uri = run.Address.Uri,
            Method = "REPORT",
        };

    /// <summary>
    /// Says so where nothing is remembered: the answer to a token brought nothing new, and the calendar's own token, read after that token was
    /// given, counts less.
    /// </summary>
    public static void WarnOfSilence(SyncRun run, string token, string? answered)
    {
        if (!run.IsStateless || run.Tally.Differences > 0 || answered != token) return;
        if (run.Calendar is not { SyncToken: { } own, ReadAt: { } read } || !CounterToken.IsEarlier(own, token)) return;
        if (EpochToken.Seconds(token, run.Clock.UtcNow) is not null || run.Issued.TimeOf(run.Calendar.Uri, token) >= read) return;
        run.Log.Warning(
            "setBack",
            $"{run.Calendar} says that nothing is new, but its own sync token counts less than the one given. If it was made again or restored from a backup, begin again with -SyncToken ''.");
    }
}
