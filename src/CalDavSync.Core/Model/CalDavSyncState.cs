using System;

namespace CalDavSync;

/// <summary>What is remembered of one collection between runs.</summary>
public sealed class CalDavSyncState
{
    internal CalDavSyncState(string path) => Path = path;

    /// <summary>The collection, when it was asked for by calendar; null when only the file was read.</summary>
    public CalDavCalendar? Calendar { get; internal set; }

    /// <summary>The collection's address.</summary>
    public Uri? Uri { get; internal set; }

    /// <summary>The user whose view of the collection it is.</summary>
    public string? UserName { get; internal set; }

    /// <summary>The token the next run continues from; null where the server has none.</summary>
    public string? SyncToken { get; internal set; }

    /// <summary>Number of items remembered.</summary>
    public int Items { get; internal set; }

    /// <summary>When the last run committed; null when none did.</summary>
    public DateTimeOffset? LastSync { get; internal set; }

    /// <summary>The mode of the last committed run.</summary>
    public CalDavSyncMode? Mode { get; internal set; }

    /// <summary>The rung the last committed run used.</summary>
    public CalDavSyncStrategy? Strategy { get; internal set; }

    /// <summary>The journal file.</summary>
    public string Path { get; }

    /// <summary>The address and how many items are remembered.</summary>
    public override string ToString() => $"{Uri}: {Items} items";
}
