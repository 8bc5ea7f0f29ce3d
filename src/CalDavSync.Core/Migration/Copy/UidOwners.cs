using System;
using System.Collections.Generic;

namespace CalDavSync.Migration.Copy;

/// <summary>Which entry of the source a UID belongs to: a source with the UID twice has it once in the destination.</summary>
internal sealed class UidOwners
{
    private readonly Func<string, SourceEntry?> _find;
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <param name="entries">All entries there are.</param>
    /// <param name="find">The entry of a key as it is now.</param>
    public UidOwners(IEnumerable<SourceEntry> entries, Func<string, SourceEntry?> find)
    {
        _find = find;
        foreach (SourceEntry entry in entries) Add(entry);
    }

    public SourceEntry? Find(string uid) => _keys.TryGetValue(uid, out string? key) ? _find(key) : null;

    /// <summary>The entry becomes the owner of its UID, unless one that is copied is it already.</summary>
    public void Add(SourceEntry entry)
    {
        if (entry.Uid is null || (_keys.TryGetValue(entry.Uid, out string? owner) && (entry.IsPending || _find(owner) is { IsPending: false }))) return;
        _keys[entry.Uid] = entry.Key;
    }

    public void Remove(SourceEntry entry)
    {
        if (entry.Uid is not null && _keys.TryGetValue(entry.Uid, out string? owner) && owner == entry.Key) _keys.Remove(entry.Uid);
    }
}
