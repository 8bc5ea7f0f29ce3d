namespace CalDavSync.Migration.Copy;

/// <summary>What one copy of a calendar shall do.</summary>
/// <param name="Source">The calendar to read.</param>
/// <param name="Target">The calendar to write.</param>
internal sealed record CopyRequest(CalDavCalendar Source, CalDavCalendar Target)
{
    /// <summary>The state folder; null for the user's.</summary>
    public string? StatePath { get; init; }

    public CalDavConflictAction OnConflict { get; init; }

    /// <summary>Remove what the source has not.</summary>
    public bool Mirror { get; init; }

    /// <summary>Percent of the destination's items a mirror may remove; null: everything but all of them.</summary>
    public int? MaximumDeletion { get; init; }

    /// <summary>Remove any number; and write in the manner of <see cref="Writing.PlacementOptions.Force"/>.</summary>
    public bool Force { get; init; }

    /// <summary>Writing requests under way at once; fewer where the server's profile says so.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Mark organizers and attendees of the copies so that no server sends messages about them.</summary>
    public bool NoScheduling { get; init; }

    /// <summary>-WhatIf: find out what would be done, send nothing that writes, remember nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The destination is there; false only in a dry run that would make it.</summary>
    public bool TargetExists { get; init; } = true;
}
