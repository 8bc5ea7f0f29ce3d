using System;

namespace CalDavSync.Errors;

/// <summary>No complete answer came within the time allowed. Never raised for Ctrl+C.</summary>
public sealed class RequestTimedOutException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public RequestTimedOutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
