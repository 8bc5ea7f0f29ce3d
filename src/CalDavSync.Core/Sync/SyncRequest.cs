using System.Collections.Generic;

namespace CalDavSync.Sync;

/// <summary>What one run over one collection shall do.</summary>
internal sealed class SyncRequest
{
    public SyncRequest(CalDavCalendar calendar) => Calendar = calendar;

    public CalDavCalendar Calendar { get; }

    /// <summary>The state folder; ignored when <see cref="SyncToken"/> is not null.</summary>
    public string? StatePath { get; init; }

    /// <summary>Not null: stateless. Empty: from the beginning.</summary>
    public string? SyncToken { get; init; }

    /// <summary>Forget token and collection tag, list everything and report the real differences.</summary>
    public bool Full { get; init; }

    /// <summary>Compare everything with one ETag listing after the ordinary run.</summary>
    public bool Verify { get; init; }

    public bool IncludeContent { get; init; }

    /// <summary>The folder that mirrors the collection, already created for this collection; null for none.</summary>
    public string? Destination { get; init; }

    public CalDavSyncLevel Level { get; init; }

    public CalDavSyncStrategy Strategy { get; init; }

    /// <summary>Percent of the remembered items a listing may delete; null: everything but all of them.</summary>
    public int? MaximumDeletion { get; init; }

    /// <summary>Skips the mass-deletion guard.</summary>
    public bool Force { get; init; }

    /// <summary>Items in one multiget.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>DAV:limit to ask for; 0: none is sent.</summary>
    public int PageSize { get; init; }

    /// <summary>Multigets under way at once.</summary>
    public int ThrottleLimit { get; init; } = 4;

    public bool UsePatch { get; init; }

    /// <summary>-WhatIf: report, but commit nothing and touch no file.</summary>
    public bool DryRun { get; init; }

    /// <summary>The kinds of records the caller wants; the others are counted but not emitted. Null: all.</summary>
    public IReadOnlyCollection<CalDavRecordKind>? Kinds { get; init; }
}
