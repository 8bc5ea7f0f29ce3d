namespace CalDavSync.Items;

/// <summary>What a write is conditional on.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions None { get; } = new();

    /// <summary>Write whatever is there now.</summary>
    public bool Force { get; init; }

    /// <summary>Only if the whole collection is still in the state of this token (RFC 6578 section 5); null: not asked for.</summary>
    public string? IfSyncToken { get; init; }

    /// <summary>Ask the server to tell nobody: Schedule-Reply: F (RFC 6638 section 8.1, Q158).</summary>
    public bool NoScheduleReply { get; init; }
}
