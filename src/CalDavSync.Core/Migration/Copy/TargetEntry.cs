using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Migration.Writing;
using CalDavSync.State;

namespace CalDavSync.Migration.Copy;

/// <summary>A resource of the destination as the ledger remembers it: one item almost always.</summary>
internal sealed record TargetEntry(string Key, IReadOnlyList<KeyValuePair<string, TargetItem>> Items, string Href, string? ETag)
{
    public IEnumerable<string> Uids => Items.Select(item => item.Key);

    public static TargetEntry From(string key, in MemberState state)
    {
        string href = state.Href!;
        string? etag = state.ETag;
        string[] uids = UidList.Split(state.Uid).ToArray();
        string[] fingerprints = (state.Hash ?? string.Empty).Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
        var items = uids.Zip(fingerprints, (uid, fingerprint) => new KeyValuePair<string, TargetItem>(uid, new TargetItem(href, etag, Guid.ParseExact(fingerprint, "N"), uids.Length > 1)));
        return new TargetEntry(key, items.ToArray(), href, etag);
    }

    public static TargetEntry Of(string key, string href, string? etag, string text) => new(key, TargetItem.Read(href, etag, text).ToArray(), href, etag);

    public MemberState ToState() =>
        new(ETag, string.Join(" ", Items.Select(item => item.Value.Fingerprint.ToString("N"))), UidList.Join(Uids), Href);
}
