namespace CalDavSync;

/// <summary>The DAV:sync-level of a sync-collection request (RFC 6578 section 6.3).</summary>
public enum CalDavSyncLevel
{
    /// <summary>The members of the collection itself: sync-level 1.</summary>
    One,

    /// <summary>All descendants: sync-level infinite. Hardly any server supports it; then level 1 is used.</summary>
    Infinite,
}
