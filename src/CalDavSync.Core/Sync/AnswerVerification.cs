using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Compares what a report left with a listing when the report cannot be believed (design section 5, point 6).</summary>
/// <param name="run">The run.</param>
/// <param name="application">Applies what is found.</param>
/// <param name="reported">Members the report has named.</param>
internal sealed class AnswerVerification(SyncRun run, ChangeApplication application, ICollection<string> reported)
{
    /// <summary>Compares with a listing where there is a reason to; false where there is none.</summary>
    /// <param name="replays">Rows of what was known.</param>
    /// <param name="distrusted">The answer may have been cut, or be one of another calendar.</param>
    /// <param name="wentBack">The token comes before the one that was asked with.</param>
    /// <param name="page">The last answer.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async Task<bool> RunAsync(int replays, bool distrusted, bool wentBack, SyncPage page, CancellationToken cancellationToken)
    {
        if (run.IsStateless) return false;
        bool epoch = EpochToken.Seconds(page.Token, run.Clock.UtcNow) is not null;
        bool suspicious = VerificationPolicy.LooksLikeFullList(run, replays, epoch);
        bool overdue = VerificationPolicy.IsListingOverdue(run);
        bool another = VerificationPolicy.IsAnotherCollection(run);
        bool isDoubtDue = VerificationPolicy.IsDoubtDue(run);
        bool isVital = another || run.MustVerify || run.Request.Verify || suspicious || distrusted;
        if (!isVital && !overdue && !wentBack && !isDoubtDue)
        {
            run.Learned.RunsSinceListing++;
            VerificationPolicy.SettleIdentity(run, foundDifferences: false);
            return false;
        }

        run.Log.Verbose(another
            ? $"{run.Calendar} is not the collection of the last run but another one at its address; comparing with a listing."
            : wentBack
            ? $"{run.Calendar} gave a sync token that comes before the last one, as a server restored from a backup does; comparing with a listing."
            : suspicious
            ? $"{run.Calendar} repeated {replays} items that were known; comparing with a listing, since deletions may be missing (Q10)."
            : $"Comparing {run.Calendar} with a listing.");
        int before = run.Tally.Differences;
        bool wasInterrupted = run.MustVerify;
        run.MayRepeatETags = (another || wentBack) && run.NeedsText;
        int unchanged = run.Tally.Unchanged;
        try
        {
            await new ListingComparison(run, application, reported).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (!isVital && TokenRejection.IsPossible(exception))
        {
            // Changes that look like ordinary ones must not fail each night because this server can do nothing but tell them.
            string? why = wentBack ? "gave a sync token that comes before the last one, as a server restored from a backup does" : overdue ? "was due for a check" : null;
            if (why is null) run.Log.Verbose($"{run.Calendar} cannot be listed to check an answer that was strange. {exception.Message}");
            else run.Log.Warning("unchecked", $"{run.Calendar} {why}, and cannot be listed to find what was not told; -Full asks for everything. {exception.Message}");
            run.MayRepeatETags = false;
            run.Tally.Unchanged = unchanged;
            // A listing that was due is tried once more: the failure may have been a passing one.
            run.Learned.DoubtedAt = overdue && !isDoubtDue ? run.Clock.UtcNow : null;
            run.Learned.RunsSinceListing++;
            return true;
        }

        int repaired = run.Tally.Differences - before;
        VerificationPolicy.SettleIdentity(run, foundDifferences: repaired > 0);
        run.Tally.Repaired += repaired;
        run.Learned.NoteListing();
        run.Facts = run.Facts with { LastFullListing = run.Clock.UtcNow };
        VerificationPolicy.SettleTokens(run.Learned, wentBack, foundDifferences: repaired > 0);
        if (suspicious) run.Learned.HarmlessReplays = repaired == 0 ? run.Learned.HarmlessReplays + 1 : 0;
        if (repaired == 0) return true;
        // What an interrupted run had told is this side's to set right, and no fault of the server.
        if (wasInterrupted) run.Log.Verbose($"What an interrupted run had told of {run.Calendar} is set right: {repaired} changes.");
        else run.Log.Warning("repaired", $"{run.Calendar} had not reported {repaired} changes; the listing found them.");
        return true;
    }
}
