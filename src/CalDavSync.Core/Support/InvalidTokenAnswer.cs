namespace CalDavSync.Support;

/// <summary>What a server does with a token it never gave.</summary>
internal enum InvalidTokenAnswer
{
    NotTried,

    /// <summary>It says so: DAV:valid-sync-token, 410, or another refusal that is none of the server's own failures.</summary>
    Refused,

    /// <summary>It fails: 5xx, or an answer that is no answer.</summary>
    Failed,

    /// <summary>It lists everything as if nothing was wrong, so that deletions in between are not noticed (Q10, Q11, Q13).</summary>
    FullList,

    /// <summary>It says that nothing changed.</summary>
    NoChanges,
}
