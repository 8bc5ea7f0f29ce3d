namespace CalDavSync.Items;

/// <summary>What a write is conditional on.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions None { get; } = new();

    /// <summary>Write whatever is there now.</summary>
    public bool Force { get; init; }

    /// <summary>Only if the whole collection is still in the state of this token (RFC 6578 section 5); null: not asked for.</summary>
    public string? IfSyncToken { get; init; }

    /// <summary>Ask the server to send nobody a scheduling message (Q158).</summary>
    public bool IsSilent { get; init; }

    /// <summary>The name a new item gets; null: one made of its UID.</summary>
    public string? Name { get; init; }
}
