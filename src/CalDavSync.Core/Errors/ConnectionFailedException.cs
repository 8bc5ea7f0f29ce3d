using System;

namespace CalDavSync.Errors;

/// <summary>The server could not be reached, or the connection was lost before the answer was complete.</summary>
public sealed class ConnectionFailedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ConnectionFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>No connection could be made at all: the request never left, and no other will while this lasts.</summary>
    public bool WasNeverSent { get; internal set; }
}
