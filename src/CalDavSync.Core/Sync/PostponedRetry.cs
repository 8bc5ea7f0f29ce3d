using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;

namespace CalDavSync.Sync;

/// <summary>Reads what earlier runs had to postpone.</summary>
internal static class PostponedRetry
{
    /// <returns>How the run ended, with what was read now.</returns>
    public static async Task<SyncOutcome> RunAsync(SyncRun run, SyncOutcome outcome, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> waiting = run.Postponed.Waiting;
        if (waiting.Count == 0) return outcome;
        var members = new List<ReportedMember>(waiting.Count);
        foreach (string href in waiting)
        {
            if (run.Address.Locate(href, out string key) == MemberPlace.Member) members.Add(new ReportedMember(key, href, null));
        }

        run.Log.Verbose($"Asking again for {members.Count} items of {run.Calendar} that could not be read before.");
        await new ChangeApplication(run).ApplyAsync(
            System.Array.Empty<KeyValuePair<string, string?>>(),
            members,
            null,
            assumeChanged: false,
            cancellationToken).ConfigureAwait(false);
        if (outcome.Mode == CalDavSyncMode.Unchanged && run.Tally.Differences > 0)
        {
            outcome = outcome with { Mode = outcome.Strategy == CalDavSyncStrategy.SyncCollection ? CalDavSyncMode.Incremental : CalDavSyncMode.Listing };
        }

        await run.CommitAsync(run.Facts with { Mode = outcome.Mode }, cancellationToken).ConfigureAwait(false);
        return outcome;
    }
}
