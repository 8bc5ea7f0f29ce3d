using System;
using System.Collections.Generic;

namespace CalDavSync.Sandbox.Store;

/// <summary>Earlier versions of items, for patches against an old sync token; bounded, oldest forgotten first.</summary>
internal sealed class ItemHistory
{
    private const int MaximumVersions = 4096;

    private readonly Queue<SandboxItem> _order = new();
    private readonly Dictionary<string, List<SandboxItem>> _versions = new(StringComparer.Ordinal);

    public void Add(SandboxItem replaced)
    {
        if (!_versions.TryGetValue(replaced.Name, out List<SandboxItem>? versions)) _versions[replaced.Name] = versions = new List<SandboxItem>();
        versions.Add(replaced);
        _order.Enqueue(replaced);
        if (_order.Count > MaximumVersions) Forget(_order.Dequeue());
    }

    /// <summary>A removed name starts anew: its old versions are no base for a patch.</summary>
    public void Remove(string name) => _versions.Remove(name);

    /// <summary>The version that was current at a revision, when it is still known.</summary>
    public SandboxItem? At(string name, long revision) =>
        _versions.TryGetValue(name, out List<SandboxItem>? versions) ? versions.FindLast(version => version.Revision <= revision) : null;

    private void Forget(SandboxItem version)
    {
        if (!_versions.TryGetValue(version.Name, out List<SandboxItem>? versions)) return;
        versions.Remove(version);
        if (versions.Count == 0) _versions.Remove(version.Name);
    }
}
