using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>An empty first answer is checked once: some servers take Depth 0 for the scope and then name no member (Q46, Q47).</summary>
internal static class EmptyAnswer
{
    /// <summary>The calendar has items all the same.</summary>
    public static async Task<bool> IsLieAsync(SyncRun run, CancellationToken cancellationToken)
    {
        int listed = 0;
        try
        {
            await new MemberListing(run).ListAsync(_ => listed++, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (TokenRejection.IsPossible(exception))
        {
            run.Log.Verbose($"{run.Calendar} cannot be listed to check its empty answer: {exception.Message}");
        }

        if (listed == 0) return false;
        run.Log.Verbose($"{run.Calendar} has {listed} items, but sync-collection names none.");
        return true;
    }
}
