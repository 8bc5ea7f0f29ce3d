namespace CalDavSync.Sandbox.Tokens;

/// <summary>Where a synchronization goes on.</summary>
internal sealed class SyncPosition
{
    /// <param name="since">Changes after this revision are wanted.</param>
    /// <param name="baseline">Removals up to this revision are not: the client never saw those members.</param>
    /// <param name="initial">No token was given.</param>
    public SyncPosition(long since, long baseline, bool initial)
    {
        Since = since;
        Baseline = baseline;
        Initial = initial;
    }

    public long Since { get; }

    public long Baseline { get; }

    public bool Initial { get; }
}
