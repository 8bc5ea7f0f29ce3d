using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox;

/// <summary>A calendar of the sandbox. Its methods are edits by "somebody else": they happen at once, on the server, without HTTP.</summary>
public sealed class SandboxCalendar
{
    private readonly CalendarStore _store;
    private readonly Dictionary<string, SandboxItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private SandboxItem[]? _snapshot;

    internal SandboxCalendar(CalendarStore store, string name, long id)
    {
        _store = store;
        Name = name;
        Id = id;
        Created = store.Clock.UtcNow;
        LastModified = Created;
        DisplayName = name;
    }

    /// <summary>Its path segment below the home, decoded.</summary>
    public string Name { get; }

    /// <summary>The display name; null means the property is absent.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The component types it takes.</summary>
    public IReadOnlyList<string> Components { get; set; } = new[] { "VEVENT", "VTODO", "VJOURNAL" };

    /// <summary>Whether it has the sync-collection report at all.</summary>
    public bool SupportsSync { get; set; } = true;

    /// <summary>Whether a sync-collection of the home with sync-level <c>infinite</c> may look into it.</summary>
    public bool SupportsTraversal { get; set; } = true;

    /// <summary>The items as they are now, by name; later edits do not show.</summary>
    public IReadOnlyDictionary<string, SandboxItem> Items
    {
        get { lock (_store.Gate) return new Dictionary<string, SandboxItem>(_items, StringComparer.Ordinal); }
    }

    /// <summary>How many items there are.</summary>
    public int Count
    {
        get { lock (_store.Gate) return _items.Count; }
    }

    internal long Id { get; }

    internal DateTime Created { get; }

    internal DateTime LastModified { get; private set; }

    /// <summary>The revision of its latest change; the sync token says it.</summary>
    internal long Revision { get; private set; }

    /// <summary>The revision of the latest change that was no removal.</summary>
    internal long LastPutRevision { get; private set; }

    /// <summary>A calendar that only shows what is published elsewhere.</summary>
    internal bool IsSubscribed { get; set; }

    /// <summary>Tokens of other epochs are refused.</summary>
    internal int Epoch { get; private set; }

    /// <summary>Tokens older than this are refused, because removals before it are forgotten.</summary>
    internal long OldestRevision { get; private set; }

    internal ChangeLog Changes { get; } = new();

    internal ItemHistory History { get; } = new();

    /// <summary>Properties set by clients, as the XML inside the element.</summary>
    internal Dictionary<PropertyName, string> DeadProperties { get; } = new();

    /// <summary>Creates or replaces an item.</summary>
    /// <param name="name">The last path segment, decoded, such as <c>a.ics</c>.</param>
    /// <param name="text">The iCalendar text; kept as it is.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="FormatException">The text is no calendar object resource (RFC 4791 section 4.1).</exception>
    public SandboxItem Put(string name, string text) => Put(name, text, ItemIdentity.Read(text));

    /// <summary>Creates or replaces an item without looking at the text, to see what clients do with nonsense.</summary>
    /// <param name="name">The last path segment, decoded.</param>
    /// <param name="text">Any text; filters that look into it do not find it.</param>
    /// <returns>The new version.</returns>
    public SandboxItem PutUnchecked(string name, string text) => Put(name, text, new ItemIdentity(name, "VEVENT"));

    /// <summary>Removes an item.</summary>
    /// <param name="name">Its name, decoded.</param>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string name)
    {
        lock (_store.Gate)
        {
            if (!_items.TryGetValue(name, out SandboxItem? item)) return false;
            _items.Remove(name);
            if (_names.TryGetValue(item.Uid, out string? owner) && owner == name) _names.Remove(item.Uid);
            History.Remove(name);
            Note(name, removed: true);
            return true;
        }
    }

    /// <summary>Renames an item: the old name is removed, the new one appears (an item already there is replaced).</summary>
    /// <param name="oldName">The present name, decoded.</param>
    /// <param name="newName">The name it gets.</param>
    /// <returns>Whether there was one to move.</returns>
    public bool Move(string oldName, string newName)
    {
        lock (_store.Gate)
        {
            if (!_items.TryGetValue(oldName, out SandboxItem? item)) return false;
            Delete(oldName);
            Put(newName, item.Text, new ItemIdentity(item.Uid, item.Component));
            return true;
        }
    }

    /// <summary>From now on every token given so far is refused (unless a quirk makes tokens of nothing but a number or a time).</summary>
    public void InvalidateTokens()
    {
        lock (_store.Gate) Epoch++;
    }

    /// <summary>Forgets which items were removed; tokens older than the latest change are refused afterwards.</summary>
    public void PruneHistory()
    {
        lock (_store.Gate)
        {
            Changes.ForgetRemovals();
            OldestRevision = Revision;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name + " (" + Count + " items)";

    internal SandboxItem Put(string name, string text, ItemIdentity identity)
    {
        if (string.IsNullOrEmpty(name)) throw new ArgumentException("An item needs a name.", nameof(name));
        lock (_store.Gate)
        {
            _items.TryGetValue(name, out SandboxItem? previous);
            if (previous is not null)
            {
                History.Add(previous);
                if (_names.TryGetValue(previous.Uid, out string? owner) && owner == name) _names.Remove(previous.Uid);
            }

            Note(name, removed: false);
            SandboxItem item = new(name, text, _store.ETags.Next(previous, Revision, text), Revision, previous?.Created ?? LastModified, LastModified, identity);
            item.PreviousETag = previous?.ETag;
            LastPutRevision = Revision;
            _items[name] = item;
            _names[identity.Uid] = name;
            return item;
        }
    }

    internal SandboxItem? Find(string name)
    {
        lock (_store.Gate) return _items.TryGetValue(name, out SandboxItem? item) ? item : null;
    }

    /// <summary>The name of the item with a UID, or null.</summary>
    internal string? NameOf(string uid)
    {
        lock (_store.Gate) return _names.TryGetValue(uid, out string? name) ? name : null;
    }

    /// <summary>The version of an item that was current at a revision, when it is still known.</summary>
    internal SandboxItem? VersionAt(string name, long revision)
    {
        lock (_store.Gate) return History.At(name, revision);
    }

    internal SandboxItem[] Snapshot()
    {
        lock (_store.Gate) return _snapshot ??= _items.Values.ToArray();
    }

    private void Note(string name, bool removed)
    {
        Revision = _store.NextRevision();
        LastModified = _store.Clock.UtcNow;
        Changes.Record(new ChangeEntry(name, Revision, removed, LastModified, Changes.Latest(name)));
        _snapshot = null;
    }
}
