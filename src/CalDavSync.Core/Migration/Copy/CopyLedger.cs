using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CalDavSync.Migration.Reading;
using CalDavSync.Migration.Writing;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>
/// What copies of one calendar to another have done: which item of the source is where in the destination, and what the destination has.
/// Kept in the same journal as the states of syncs. Only ever saves requests: without it everything is read and compared again.
/// May be used by several threads at once.
/// </summary>
internal sealed class CopyLedger : IDisposable
{
    private const string Source = "s/";
    private const string Parts = "p/";
    private const string Target = "t/";
    private const int WritesBetweenCommits = 200;

    private readonly object _gate = new();
    private readonly ISyncState _state;
    private readonly IClock _clock;
    private UidOwners? _owners;
    private int _items;
    private int _pending;
    private int _uncommitted;

    public CopyLedger(ISyncState state, IClock clock)
    {
        _state = state;
        _clock = clock;
        _items = Number("items");
        _pending = Number("pending");
        IsMirror = state.Facts.Learned.ContainsKey("mirror");
    }

    /// <summary>Items of the source.</summary>
    public int Items
    {
        get
        {
            lock (_gate) return _items;
        }
    }

    /// <summary>The destination is known to have nothing that the source has not.</summary>
    public bool IsMirror { get; set; }

    /// <summary>The source has these items in a resource now; all of them wait to be copied.</summary>
    public IReadOnlyList<SourceEntry> Expect(string resourceKey, string href, IReadOnlyList<SideItem> items)
    {
        lock (_gate)
        {
            var entries = items.Select(item => SourceEntry.Of(resourceKey, items.Count > 1 ? item.Uid : null, href, item.Uid)).ToList();
            foreach (SourceEntry old in EntriesOf(resourceKey).Where(old => entries.All(entry => entry.Key != old.Key))) Remove(old);
            if (items.Count > 1) _state.Put(Parts + resourceKey, new MemberState(null, null, UidList.Join(items.Select(item => item.Uid!)), null));
            else _state.Remove(Parts + resourceKey);
            return entries.Select(entry => Put(entry with { TargetHref = null, LastCopy = Find(entry.Key)?.LastCopy })).ToList();
        }
    }

    /// <summary>The source has a resource that cannot be read: what is known of it waits.</summary>
    public IReadOnlyList<SourceEntry> ExpectUnread(string resourceKey, string href)
    {
        lock (_gate)
        {
            List<SourceEntry> known = EntriesOf(resourceKey).ToList();
            if (known.Count == 0) known.Add(SourceEntry.Of(resourceKey, null, href, null));
            return known.Select(entry => Put(entry with { TargetHref = null })).ToList();
        }
    }

    /// <summary>The source has a resource no more.</summary>
    public IReadOnlyList<SourceEntry> Forget(string resourceKey)
    {
        lock (_gate)
        {
            List<SourceEntry> entries = EntriesOf(resourceKey).ToList();
            foreach (SourceEntry entry in entries) Remove(entry);
            _state.Remove(Parts + resourceKey);
            IsMirror &= entries.Count == 0;
            return entries;
        }
    }

    /// <summary>The entry a UID belongs to; null when there is none.</summary>
    public SourceEntry? OwnerOf(string uid)
    {
        lock (_gate) return Owners.Find(uid);
    }

    /// <summary>The item is in the destination in its present version.</summary>
    public void Copied(SourceEntry entry, string targetKey, TargetItem target)
    {
        lock (_gate)
        {
            Put(entry with { TargetHref = target.Href, LastCopy = target.Fingerprint });
            if (!target.IsShared) PutTarget(new TargetEntry(targetKey, new[] { new KeyValuePair<string, TargetItem>(entry.Uid!, target) }, target.Href, target.ETag));
            if (++_uncommitted >= WritesBetweenCommits) Commit();
        }
    }

    /// <summary>All that waits.</summary>
    public IReadOnlyList<SourceEntry> PendingEntries()
    {
        lock (_gate) return _pending == 0 ? Array.Empty<SourceEntry>() : SourceEntries().Where(entry => entry.IsPending).ToList();
    }

    /// <summary>The UIDs the source has; null when it has an item whose UID is not known.</summary>
    public ISet<string>? SourceUids()
    {
        lock (_gate)
        {
            var uids = new HashSet<string>(StringComparer.Ordinal);
            foreach (SourceEntry entry in SourceEntries())
            {
                if (entry.Uid is null) return null;
                uids.Add(entry.Uid);
            }

            return uids;
        }
    }

    public TargetEntry? FindTarget(string targetKey)
    {
        lock (_gate) return _state.TryGet(Target + targetKey, out MemberState state) ? TargetEntry.From(targetKey, state) : null;
    }

    /// <summary>The destination has this, by whoever's hand: copies it was made of are looked at again.</summary>
    public void SeeTarget(TargetEntry target)
    {
        lock (_gate)
        {
            if (FindTarget(target.Key) is { } old) Disturb(old.Uids.Except(target.Uids));
            foreach (KeyValuePair<string, TargetItem> item in target.Items)
            {
                bool isCopy = OwnerOf(item.Key) is { } owner && owner.LastCopy == item.Value.Fingerprint && owner.TargetHref == target.Href;
                if (!isCopy) Disturb(new[] { item.Key });
            }

            IsMirror = false;
            PutTarget(target);
        }
    }

    /// <summary>The same version under the entity tag the destination gives it.</summary>
    public void PutTarget(TargetEntry target)
    {
        lock (_gate) _state.Put(Target + target.Key, target.ToState());
    }

    /// <summary>The destination has this no more.</summary>
    public void LoseTarget(string targetKey)
    {
        lock (_gate)
        {
            if (FindTarget(targetKey) is { } old) Disturb(old.Uids);
            _state.Remove(Target + targetKey);
        }
    }

    public IReadOnlyList<TargetEntry> Targets()
    {
        lock (_gate) return _state.Keys().Where(key => key.StartsWith(Target, StringComparison.Ordinal)).Select(key => FindTarget(key.Substring(Target.Length))!).ToList();
    }

    /// <summary>Makes everything durable.</summary>
    public void Commit()
    {
        lock (_gate)
        {
            _uncommitted = 0;
            var learned = new Dictionary<string, string>
            {
                ["items"] = _items.ToString(CultureInfo.InvariantCulture),
                ["pending"] = _pending.ToString(CultureInfo.InvariantCulture),
            };
            if (IsMirror) learned["mirror"] = "yes";
            _state.Commit(new CollectionFacts { Learned = learned, LastSync = _clock.UtcNow, Items = _state.Count });
        }
    }

    public void Dispose() => _state.Dispose();

    private UidOwners Owners => _owners ??= new UidOwners(SourceEntries(), Find);

    private IEnumerable<SourceEntry> SourceEntries() =>
        _state.Keys().Where(key => key.StartsWith(Source, StringComparison.Ordinal)).Select(key => Find(key.Substring(Source.Length))!);

    private IEnumerable<SourceEntry> EntriesOf(string resourceKey)
    {
        if (Find(resourceKey) is { } single) yield return single;
        if (!_state.TryGet(Parts + resourceKey, out MemberState parts)) yield break;
        foreach (string uid in UidList.Split(parts.Uid))
        {
            if (Find(resourceKey + "\n" + uid) is { } part) yield return part;
        }
    }

    private SourceEntry? Find(string key) => _state.TryGet(Source + key, out MemberState state) ? SourceEntry.From(key, state) : null;

    private SourceEntry Put(SourceEntry entry)
    {
        SourceEntry? old = Find(entry.Key);
        if (old is null) _items++;
        if (old?.IsPending != true && entry.IsPending) _pending++;
        if (old?.IsPending == true && !entry.IsPending) _pending--;
        if (old is not null && old.Uid != entry.Uid) Owners.Remove(old);
        _state.Put(Source + entry.Key, entry.ToState());
        _owners?.Add(entry);
        return entry;
    }

    private void Remove(SourceEntry entry)
    {
        _items--;
        if (entry.IsPending) _pending--;
        Owners.Remove(entry);
        _state.Remove(Source + entry.Key);
    }

    private void Disturb(IEnumerable<string> uids)
    {
        foreach (string uid in uids)
        {
            if (OwnerOf(uid) is { IsPending: false } entry) Put(entry with { TargetHref = null });
        }
    }

    private int Number(string name) =>
        _state.Facts.Learned.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
