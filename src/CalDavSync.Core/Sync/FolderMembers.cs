using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>The remembered members of folders below. Looking for them goes through the whole memory, so that it is done once in a run and only where needed.</summary>
internal sealed class FolderMembers
{
    // What begins with a folder and a slash lies between these two in ordinal order.
    private const string First = "/";
    private const string Behind = "0";

    private readonly ISyncState _state;
    private SortedSet<string>? _below;

    public FolderMembers(ISyncState state) => _state = state;

    /// <summary>The member is remembered from now on.</summary>
    public void Note(string key)
    {
        if (_below is not null && UnseenMembers.IsBelow(key)) _below.Add(key);
    }

    /// <summary>Those that lie in this folder, at whatever depth.</summary>
    public IReadOnlyList<string> In(string folder)
    {
        _below ??= new SortedSet<string>(_state.Keys().Where(UnseenMembers.IsBelow), StringComparer.Ordinal);
        if (_below.Count == 0) return Array.Empty<string>();
        return _below.GetViewBetween(folder + First, folder + Behind).Where(key => _state.TryGet(key, out _)).ToList();
    }
}
