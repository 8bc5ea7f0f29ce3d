namespace CalDavSync.Http;

/// <summary>What the failure of a request says about sending it again.</summary>
internal enum FailureKind
{
    /// <summary>Sending it again would not help.</summary>
    Final,

    /// <summary>No connection was made: the server certainly did not act.</summary>
    NotSent,

    /// <summary>The connection broke before an answer: the server may have acted.</summary>
    ConnectionLost,
}
