using System;
using System.Collections.Generic;

namespace CalDavSync.State;

/// <summary>
/// Another state with changes on top that stay in memory, for -WhatIf. Commit does not reach the other state; disposing disposes it.
/// </summary>
internal sealed class ReadOnlySyncState(ISyncState inner) : ISyncState
{
    private readonly MemberMap _changed = new();
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public CollectionFacts Facts { get; private set; } = inner.Facts;

    public bool IsNew { get; private set; } = inner.IsNew;

    public int Count => inner.Count - _hidden.Count + _changed.Count;

    // Members of the inner state that were changed or removed here are marked as seen there, so both counts add up.
    public int UnseenCount => inner.UnseenCount + _changed.UnseenCount;

    public IReadOnlyList<Announcement> Announced => inner.Announced;

    public void Announce(in Announcement announcement)
    {
    }

    public bool TryGet(string key, out MemberState member)
    {
        if (_changed.TryGet(key, out member)) return true;
        if (!_hidden.Contains(key)) return inner.TryGet(key, out member);
        member = default;
        return false;
    }

    public void Put(string key, in MemberState member)
    {
        _changed.Put(key, member);
        Hide(key);
    }

    public bool Remove(string key)
    {
        bool wasVisible = _changed.Remove(key) || (!_hidden.Contains(key) && inner.TryGet(key, out _));
        Hide(key);
        return wasVisible;
    }

    public void BeginSweep()
    {
        inner.BeginSweep();
        _changed.BeginSweep();
        foreach (string key in _hidden) inner.MarkSeen(key);
    }

    public bool MarkSeen(string key) => _changed.MarkSeen(key) || (!_hidden.Contains(key) && inner.MarkSeen(key));

    public IReadOnlyList<string> UnseenKeys() => Join(inner.UnseenKeys(), _changed.UnseenKeys());

    public IReadOnlyList<string> Keys() => Join(inner.Keys(), _changed.Keys());

    public void Commit(CollectionFacts facts)
    {
        Facts = facts with { Items = Count };
        IsNew = false;
    }

    public void Dispose() => inner.Dispose();

    private void Hide(string key)
    {
        if (inner.MarkSeen(key)) _hidden.Add(key);
    }

    private List<string> Join(IReadOnlyList<string> below, IReadOnlyList<string> above)
    {
        List<string> keys = new(below.Count + above.Count);
        foreach (string key in below)
        {
            if (!_hidden.Contains(key)) keys.Add(key);
        }

        keys.AddRange(above);
        return keys;
    }
}
