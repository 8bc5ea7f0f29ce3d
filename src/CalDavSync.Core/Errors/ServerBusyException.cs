using System;

namespace CalDavSync.Errors;

/// <summary>The server asks to come back later (429, 503, or a rate limit in the shape of 403, Q125), and the retries allowed are used up.</summary>
public sealed class ServerBusyException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ServerBusyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>How long the server asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
