using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// Tokens that count further than their calendar does: it was made again at its address, or its server was restored from a backup. Some
/// servers answer such a token with "nothing new" and the same token, until the counter has caught up (sabre/dav 4.7).
/// </summary>
internal static class SetBackCounter
{
    /// <summary>The calendar was looked at after the token was given, and its own token counts less. Costs a request at most where nothing is remembered.</summary>
    public static async Task<bool> IsBehindAsync(SyncRun run, string token, CancellationToken cancellationToken)
    {
        if (run.Calendar is not { SyncToken: { } own, ReadAt: { } read } || EpochToken.Seconds(token, run.Clock.UtcNow) is not null) return false;
        if (!run.IsStateless) return run.Facts.LastSync < read && !IsPropertyLate(run, token) && CountsLess(own, token) && Remember(run, token);
        if (!CountsLess(own, token) || run.Issued.TimeOf(run.Calendar.Uri, token) >= read) return false;
        // Who keeps tokens may have kept the calendar too: only what it says now counts.
        return await CollectionProbe.ReadTokenAsync(run, cancellationToken).ConfigureAwait(false) is { } now && CountsLess(now, token);
    }

    /// <summary>The refusal the server should have given.</summary>
    public static SyncTokenRejectedException Refusal(SyncRun run) =>
        new("The calendar counts its changes from an earlier point than that token, as one does that was made again or restored from a backup.")
        {
            Uri = run.Address.Uri,
            Method = "REPORT",
        };

    private static bool CountsLess(string own, string token) => CounterToken.Steps(own, token) > 0;

    // Where everything was listed for this reason and the new token counts no less than the old one, the property is behind by habit (Q30).
    private static bool IsPropertyLate(SyncRun run, string token)
    {
        if (run.Learned.SetBackToken is not { } before) return false;
        if (CounterToken.Steps(before, token) is not null) return true;
        run.Learned.SetBackToken = null;
        return false;
    }

    private static bool Remember(SyncRun run, string token)
    {
        run.Learned.SetBackToken = token;
        return true;
    }
}
