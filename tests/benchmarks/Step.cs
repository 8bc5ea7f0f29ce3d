namespace CalDavSync.Benchmarks;

/// <summary>What every contestant does with the same calendar.</summary>
internal enum Step
{
    /// <summary>A first sync: every address and entity tag, and a token, without bodies.</summary>
    Listing,

    /// <summary>A first sync with every body, and a token to continue from.</summary>
    Initial,

    /// <summary>The next sync, nothing having changed.</summary>
    NoChange,

    /// <summary>The next sync after another client changed twenty items, with their bodies.</summary>
    Changes,
}
