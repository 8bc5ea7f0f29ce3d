using System;
using System.Collections.Generic;

namespace CalDavSync.Sandbox.Store;

/// <summary>Which member changed at which revision, oldest first; only a member's latest entry counts.</summary>
internal sealed class ChangeLog
{
    private List<ChangeEntry> _entries = new();
    private readonly Dictionary<string, ChangeEntry> _latest = new(StringComparer.Ordinal);

    /// <summary>Removed members with the revision and time of their removal.</summary>
    public IEnumerable<ChangeEntry> Tombstones
    {
        get
        {
            foreach (ChangeEntry entry in _latest.Values)
            {
                if (entry.Removed) yield return entry;
            }
        }
    }

    public void Record(ChangeEntry entry)
    {
        _entries.Add(entry);
        _latest[entry.Name] = entry;
        if (_entries.Count > 1000 + (2 * _latest.Count)) _entries = new List<ChangeEntry>(Since(0));
    }

    /// <summary>The latest entry of every member that changed after a revision, oldest first.</summary>
    public IEnumerable<ChangeEntry> Since(long revision)
    {
        int low = 0;
        for (int high = _entries.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].Revision <= revision) low = middle + 1;
            else high = middle;
        }

        for (int i = low; i < _entries.Count; i++)
        {
            ChangeEntry entry = _entries[i];
            if (_latest.TryGetValue(entry.Name, out ChangeEntry? latest) && ReferenceEquals(entry, latest)) yield return entry;
        }
    }

    public ChangeEntry? Latest(string name) => _latest.TryGetValue(name, out ChangeEntry? entry) ? entry : null;

    /// <summary>Forgets all removals.</summary>
    public void ForgetRemovals()
    {
        foreach (ChangeEntry entry in new List<ChangeEntry>(Tombstones)) _latest.Remove(entry.Name);
        _entries = new List<ChangeEntry>(Since(0));
    }
}
