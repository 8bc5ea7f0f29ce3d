namespace CalDavSync.Core.Tests.Quirks;

/// <summary>The questions a sync puts to a collection.</summary>
internal enum Ask
{
    /// <summary>REPORT sync-collection.</summary>
    Sync,

    /// <summary>REPORT calendar-multiget.</summary>
    Multiget,

    /// <summary>REPORT calendar-query.</summary>
    Query,

    /// <summary>PROPFIND with Depth 1.</summary>
    List,

    /// <summary>PROPFIND with Depth 0.</summary>
    Look,

    /// <summary>GET of one item.</summary>
    Get,
}
