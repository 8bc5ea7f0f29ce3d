namespace CalDavSync;

/// <summary>How far a server's sync tokens can be trusted, in the words of the compatibility study.</summary>
public enum CalDavSyncVerdict
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Tokens work, deletions are listed, unknown tokens are refused.</summary>
    Full,

    /// <summary>Tokens work most of the time; changes can be missing or repeated without notice.</summary>
    Fragile,

    /// <summary>Tokens are times in whole seconds.</summary>
    TimeBased,

    /// <summary>The server fails where it should decline.</summary>
    Ungraceful,

    /// <summary>There are no sync tokens.</summary>
    Unsupported,
}
