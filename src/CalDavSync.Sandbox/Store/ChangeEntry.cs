using System;

namespace CalDavSync.Sandbox.Store;

/// <summary>One change of one member of a collection.</summary>
internal sealed class ChangeEntry
{
    public ChangeEntry(string name, long revision, bool removed, DateTime time, ChangeEntry? previous = null)
    {
        Born = previous is { Removed: false } ? previous.Born : revision;
        Name = name;
        Revision = revision;
        Removed = removed;
        Time = time;
    }

    public string Name { get; }

    public long Revision { get; }

    /// <summary>The revision at which the member appeared.</summary>
    public long Born { get; }

    public bool Removed { get; }

    public DateTime Time { get; }
}
