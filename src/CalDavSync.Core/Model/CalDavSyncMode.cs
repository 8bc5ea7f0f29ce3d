namespace CalDavSync;

/// <summary>How a sync run came to its result.</summary>
public enum CalDavSyncMode
{
    /// <summary>The first run: everything the collection holds was reported.</summary>
    Initial,

    /// <summary>The server reported the changes since the last token (RFC 6578).</summary>
    Incremental,

    /// <summary>Nothing had changed.</summary>
    Unchanged,

    /// <summary>The server rejected the token; everything was listed and compared with what was remembered.</summary>
    Resync,

    /// <summary>The server has no usable sync-collection; everything was listed and compared with what was remembered.</summary>
    Listing,
}
