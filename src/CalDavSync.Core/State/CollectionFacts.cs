using System;
using System.Collections.Generic;

namespace CalDavSync.State;

/// <summary>What is remembered of a collection as a whole; replaced by each commit.</summary>
internal sealed record CollectionFacts
{
    /// <summary>The token the next run continues from; null before the first token and where the server has none.</summary>
    public string? SyncToken { get; init; }

    /// <summary>An older token, for the overlap that time-based tokens need (design section 5, point 7).</summary>
    public string? OverlapToken { get; init; }

    public string? CTag { get; init; }

    public CalDavSyncMode? Mode { get; init; }

    public CalDavSyncStrategy? Strategy { get; init; }

    public DateTimeOffset? LastSync { get; init; }

    /// <summary>When the map was last known to be complete: a full listing was compared with it.</summary>
    public DateTimeOffset? LastFullListing { get; init; }

    /// <summary>When the state was last read whole and its checksums compared; null when it was not since this is noted.</summary>
    public DateTimeOffset? LastCheck { get; init; }

    /// <summary>A first sync over several pages has not reached its end; the next run goes on from SyncToken.</summary>
    public bool InitialIncomplete { get; init; }

    /// <summary>Number of members after this commit.</summary>
    public int Items { get; init; }

    /// <summary>What was learned of this collection, by name, for example depth1 = yes.</summary>
    public IReadOnlyDictionary<string, string> Learned { get; init; } = new Dictionary<string, string>();
}
