using System;

namespace CalDavSync.Sandbox.Store;

/// <summary>One change of one member of a collection, with the times before at which the member came or went.</summary>
internal sealed class ChangeEntry
{
    private const int MaximumLives = 64;

    private readonly long _stateSince;
    private readonly ChangeEntry? _earlier;
    private readonly int _lives;

    public ChangeEntry(string name, long revision, bool removed, DateTime time, ChangeEntry? previous = null)
    {
        Name = name;
        Revision = revision;
        Removed = removed;
        Time = time;
        bool same = previous is not null && previous.Removed == removed;
        _stateSince = same ? previous!._stateSince : revision;
        _earlier = same ? previous!._earlier : previous;
        _lives = same ? previous!._lives : (previous?._lives ?? 0) + 1;
        if (_lives > MaximumLives) _earlier = null;
    }

    public string Name { get; }

    public long Revision { get; }

    public bool Removed { get; }

    public DateTime Time { get; }

    /// <summary>Whether the member existed at a revision; when that is forgotten, the answer is yes.</summary>
    public bool ExistedAt(long revision)
    {
        for (ChangeEntry? entry = this; entry is not null; entry = entry._earlier)
        {
            if (entry._stateSince <= revision) return !entry.Removed;
            if (entry._earlier is null) return entry._lives > MaximumLives;
        }

        return false;
    }
}
