using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>What a page says is gone.</summary>
internal static class PageDeletions
{
    /// <summary>
    /// Each deletion with its address as received; null where it is spelled from memory. A deleted folder stands for all its members, which the
    /// server must not name (RFC 6578 section 3.5.2).
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(SyncPage page, ISyncState state)
    {
        var deletions = new List<KeyValuePair<string, string?>>(page.Deletions.Count);
        List<string>? below = null;
        foreach (KeyValuePair<string, string> deletion in page.Deletions)
        {
            deletions.Add(new KeyValuePair<string, string?>(deletion.Key, deletion.Value));
            if (state.TryGet(deletion.Key, out _)) continue;
            below ??= state.Keys().Where(UnseenMembers.IsBelow).ToList();
            foreach (string key in below)
            {
                if (IsIn(key, deletion.Key) && !page.Present.Contains(key) && !page.Deletions.ContainsKey(key)) deletions.Add(new KeyValuePair<string, string?>(key, null));
            }
        }

        return deletions;
    }

    /// <summary>The member lies in this folder, at whatever depth.</summary>
    public static bool IsIn(string key, string folder) =>
        key.Length > folder.Length + 1 && key[folder.Length] == '/' && key.StartsWith(folder, StringComparison.Ordinal);
}
