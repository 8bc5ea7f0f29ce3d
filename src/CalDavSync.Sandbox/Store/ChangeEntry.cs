using System;

namespace CalDavSync.Sandbox.Store;

/// <summary>One change of one member of a collection.</summary>
internal sealed class ChangeEntry
{
    public ChangeEntry(string name, long revision, bool removed, DateTime time)
    {
        Name = name;
        Revision = revision;
        Removed = removed;
        Time = time;
    }

    public string Name { get; }

    public long Revision { get; }

    public bool Removed { get; }

    public DateTime Time { get; }
}
