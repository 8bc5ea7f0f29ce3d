namespace CalDavSync.CalDav;

/// <summary>What was learned of a server while writing to it. May be used by several threads at once.</summary>
internal sealed class LearnedHabits
{
    private volatile object? _heedsIfNoneMatch;

    /// <summary>Whether If-None-Match: * stops a PUT (RFC 9110 section 13.1.2); null while nobody asked.</summary>
    public bool? HeedsIfNoneMatch
    {
        get => (bool?)_heedsIfNoneMatch;
        set => _heedsIfNoneMatch = value;
    }
}
