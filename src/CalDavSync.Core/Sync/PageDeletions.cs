using System.Collections.Generic;

namespace CalDavSync.Sync;

/// <summary>What a page says is gone.</summary>
internal static class PageDeletions
{
    /// <summary>
    /// Each deletion with its address as received; null where it is spelled from memory. A deleted folder stands for all its members, which the
    /// server must not name (RFC 6578 section 3.5.2).
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(SyncPage page, SyncRun run)
    {
        var deletions = new List<KeyValuePair<string, string?>>(page.Deletions.Count);
        foreach (KeyValuePair<string, string> deletion in page.Deletions)
        {
            deletions.Add(new KeyValuePair<string, string?>(deletion.Key, deletion.Value));
            if (run.State.TryGet(deletion.Key, out _)) continue;
            foreach (string key in run.Folders.In(deletion.Key))
            {
                if (!page.Present.Contains(key) && !page.Deletions.ContainsKey(key)) deletions.Add(new KeyValuePair<string, string?>(key, null));
            }
        }

        return deletions;
    }
}
