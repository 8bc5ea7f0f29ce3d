using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>The brake of design section 5, point 12: a listing that lost everything is rather a broken server than an emptied calendar.</summary>
internal static class MassDeletionGuard
{
    /// <param name="request">What the user allows.</param>
    /// <param name="deletions">How many items are to be reported as deleted.</param>
    /// <param name="known">How many are remembered.</param>
    /// <param name="namesNothing">The listing names nothing of what is remembered, also where other answers have vouched for a part of it.</param>
    /// <exception cref="MassDeletionException">More would be deleted than allowed.</exception>
    public static void Check(SyncRequest request, int deletions, int known, bool namesNothing = false)
    {
        if (request.Force || deletions == 0 || known == 0) return;
        bool everything = namesNothing || deletions >= known;
        bool tooMany = request.MaximumDeletion is { } percent && (long)deletions * 100 > (long)known * percent;
        if (!everything && !tooMany) return;
        string limit = everything ? "everything that is remembered" : $"more than {request.MaximumDeletion} percent";
        throw new MassDeletionException(
            $"The listing of {request.Calendar} would delete {deletions} of {known} items, {limit}. Nothing was changed.")
        {
            Uri = request.Calendar.Uri,
            Deletions = deletions,
            Known = known,
        };
    }

    /// <summary>So many deletions at once that a second listing has to confirm them (Q166, Q170).</summary>
    public static bool NeedsConfirmation(int deletions, int known) =>
        (deletions >= 10 && (long)deletions * 10 >= known) || (deletions >= 3 && (long)deletions * 2 >= known);
}
