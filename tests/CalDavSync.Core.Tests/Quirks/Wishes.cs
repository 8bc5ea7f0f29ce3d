using System.Collections.Generic;
using CalDavSync.Sync;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>What a user asks for, kept between runs so that a scenario changes one thing at a time.</summary>
internal sealed class Wishes
{
    public bool IncludeContent { get; set; }

    public string? Destination { get; set; }

    /// <summary>The profile the connection is made with; null: whatever is recognised.</summary>
    public string? ServerProfile { get; set; }

    public bool UsePatch { get; set; }

    public bool Full { get; set; }

    public bool Verify { get; set; }

    public bool Force { get; set; }

    public int? MaximumDeletion { get; set; }

    public int PageSize { get; set; }

    public int BatchSize { get; set; } = 100;

    public int ThrottleLimit { get; set; } = 1;

    public CalDavSyncStrategy Strategy { get; set; }

    public IReadOnlyCollection<CalDavRecordKind>? Kinds { get; set; }

    /// <summary>Not null: stateless; each run goes on with the token of the one before.</summary>
    public string? SyncToken { get; set; }

    public CalDavSyncLevel Level { get; set; }

    public IReadOnlyList<string> Components { get; set; } = [];

    /// <summary>The tags of the records have to be those the server has now; false where a churning tag is no news.</summary>
    public bool ETagsMatter { get; set; } = true;

    public SyncRequest For(CalDavCalendar calendar, string folder) => new(calendar)
    {
        StatePath = folder,
        SyncToken = SyncToken,
        IncludeContent = IncludeContent,
        UsePatch = UsePatch,
        Destination = Destination,
        Full = Full,
        Verify = Verify,
        Force = Force,
        MaximumDeletion = MaximumDeletion,
        PageSize = PageSize,
        BatchSize = BatchSize,
        ThrottleLimit = ThrottleLimit,
        Strategy = Strategy,
        Kinds = Kinds,
        Level = Level,
    };
}
