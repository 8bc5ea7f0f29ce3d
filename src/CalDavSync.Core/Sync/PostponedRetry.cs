using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;

namespace CalDavSync.Sync;

/// <summary>Reads what earlier runs had to postpone.</summary>
internal static class PostponedRetry
{
    public static async Task RunAsync(SyncRun run, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> waiting = run.Postponed.Waiting;
        if (waiting.Count == 0) return;
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
        await run.CommitAsync(run.Facts, cancellationToken).ConfigureAwait(false);
    }
}
