namespace CalDavSync;

/// <summary>The rung of the ladder a sync uses (design: sync-collection, else ETag listing, else content hashes).</summary>
public enum CalDavSyncStrategy
{
    /// <summary>Chosen per collection from what the server offers and what was learned. Only ever an input.</summary>
    Auto,

    /// <summary>The sync-collection REPORT of RFC 6578.</summary>
    SyncCollection,

    /// <summary>The collection tag, then a listing of all ETags compared with the remembered ones.</summary>
    Listing,

    /// <summary>All texts are read and their hashes compared: for servers without ETags.</summary>
    Content,
}
