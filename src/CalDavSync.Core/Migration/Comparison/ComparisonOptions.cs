using System;
using System.Collections.Generic;

namespace CalDavSync.Migration.Comparison;

/// <summary>What a comparison shall find.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>Equal items are told too.</summary>
    public bool IncludeEqual { get; init; }

    /// <summary>Only whether there is a difference matters: nothing is told of the items.</summary>
    public bool Quiet { get; init; }

    /// <summary>Properties that do not count, besides those that never do; a star stands for the rest of a name.</summary>
    public IReadOnlyCollection<string> IgnoredProperties { get; init; } = Array.Empty<string>();
}
