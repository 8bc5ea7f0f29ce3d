using System.Collections.Generic;

namespace CalDavSync.State;

/// <summary>A state without a file, for stateless runs; Commit only swaps the facts. Not safe for use by several threads at once.</summary>
internal sealed class InMemorySyncState : ISyncState
{
    private readonly MemberMap _map;

    /// <summary>A new, empty state.</summary>
    public InMemorySyncState()
        : this(new MemberMap(), null)
    {
    }

    /// <summary>A state that goes on from what is known; without facts it is new.</summary>
    public InMemorySyncState(MemberMap map, CollectionFacts? facts)
    {
        _map = map;
        IsNew = facts is null;
        Facts = (facts ?? new CollectionFacts()) with { Items = map.Count };
    }

    public CollectionFacts Facts { get; private set; }

    public bool IsNew { get; private set; }

    public int Count => _map.Count;

    public int UnseenCount => _map.UnseenCount;

    public IReadOnlyList<Announcement> Announced => System.Array.Empty<Announcement>();

    public void Announce(in Announcement announcement)
    {
    }

    public void SettleAnnouncements()
    {
    }

    public bool TryGet(string key, out MemberState member) => _map.TryGet(key, out member);

    public void Put(string key, in MemberState member) => _map.Put(key, member);

    public bool Remove(string key) => _map.Remove(key);

    public void BeginSweep() => _map.BeginSweep();

    public bool MarkSeen(string key) => _map.MarkSeen(key);

    public IReadOnlyList<string> UnseenKeys() => _map.UnseenKeys();

    public IReadOnlyList<string> Keys() => _map.Keys();

    public void Commit(CollectionFacts facts)
    {
        Facts = facts with { Items = _map.Count };
        IsNew = false;
    }

    public void Dispose()
    {
    }
}
