namespace CalDavSync.Migration.Writing;

/// <summary>How items are written.</summary>
internal sealed record PlacementOptions
{
    public CalDavConflictAction OnConflict { get; init; }

    /// <summary>Mark organizers and attendees so that no server sends messages about what is written.</summary>
    public bool NoScheduling { get; init; }

    /// <summary>Where the server refuses its own entity tags, write without a condition what still has the contents that were read (Q88, Q101).</summary>
    public bool Force { get; init; }

    /// <summary>Find out what would become of the items, and send nothing that writes.</summary>
    public bool DryRun { get; init; }
}
