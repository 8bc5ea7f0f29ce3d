using System;
using System.Collections.Generic;

namespace CalDavSync.Migration.Writing;

/// <summary>The items of the destination by UID. May be used by several threads at once.</summary>
internal sealed class TargetIndex
{
    private readonly Dictionary<string, TargetItem> _items = new(StringComparer.Ordinal);

    public TargetItem? Find(string uid)
    {
        lock (_items) return _items.TryGetValue(uid, out TargetItem? item) ? item : null;
    }

    public void Set(string uid, TargetItem item)
    {
        lock (_items) _items[uid] = item;
    }

    /// <summary>Adds all items of a resource.</summary>
    public void Add(string href, string? etag, string text)
    {
        foreach (KeyValuePair<string, TargetItem> item in TargetItem.Read(href, etag, text)) Set(item.Key, item.Value);
    }

    public void Remove(string uid)
    {
        lock (_items) _items.Remove(uid);
    }
}
