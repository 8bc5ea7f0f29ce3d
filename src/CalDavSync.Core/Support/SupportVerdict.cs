namespace CalDavSync.Support;

/// <summary>From what was seen to the verdict and the rung. Neither the name of a server nor what it advertises has a say in the verdict.</summary>
internal static class SupportVerdict
{
    public static CalDavSyncVerdict Of(SupportFacts facts)
    {
        if (!facts.TokensWork) return facts.FailsAtTokens ? CalDavSyncVerdict.Ungraceful : CalDavSyncVerdict.Unsupported;
        if (facts.IsTimeBased) return CalDavSyncVerdict.TimeBased;
        bool misses = facts.MissesChanges || facts.DeletionReported == false || facts.TokenAdvances == false;
        bool lies = facts.RepeatsWhenIdle || facts.InvalidToken is InvalidTokenAnswer.FullList or InvalidTokenAnswer.NoChanges;
        if (misses || lies) return CalDavSyncVerdict.Fragile;
        if (facts.InvalidToken == InvalidTokenAnswer.Failed) return CalDavSyncVerdict.Ungraceful;
        // Whoever asks for the write test wants proof.
        return facts.WriteFailure is null ? CalDavSyncVerdict.Full : CalDavSyncVerdict.Unknown;
    }

    /// <summary>The rung Sync-CalDavCollection ends on; null when none works.</summary>
    /// <param name="startsWithTokens">A sync starts with sync-collection there.</param>
    public static CalDavSyncStrategy? Strategy(SupportFacts facts, bool startsWithTokens)
    {
        if (facts.TokensWork && startsWithTokens) return CalDavSyncStrategy.SyncCollection;
        if (!facts.CanList) return null;
        return facts.ETag == false ? CalDavSyncStrategy.Content : CalDavSyncStrategy.Listing;
    }

    public static CalDavSupportLevel Level(CalDavSyncStrategy? strategy) => strategy switch
    {
        null => CalDavSupportLevel.None,
        CalDavSyncStrategy.SyncCollection => CalDavSupportLevel.Full,
        _ => CalDavSupportLevel.Listing,
    };
}
