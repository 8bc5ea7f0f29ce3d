using System.Collections.Generic;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>Where a synchronization goes on.</summary>
internal sealed class SyncPosition
{
    /// <param name="since">Changes after this revision are wanted.</param>
    /// <param name="baseline">Removals up to this revision are not: the client never saw those members.</param>
    /// <param name="initial">No token was given.</param>
    /// <param name="state">The texts by name as they were then, when only net differences are reported.</param>
    public SyncPosition(long since, long baseline, bool initial, IReadOnlyDictionary<string, string>? state = null)
    {
        State = state;
        Since = since;
        Baseline = baseline;
        Initial = initial;
    }

    public IReadOnlyDictionary<string, string>? State { get; }

    public long Since { get; }

    public long Baseline { get; }

    public bool Initial { get; }
}
