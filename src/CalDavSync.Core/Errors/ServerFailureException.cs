using System;

namespace CalDavSync.Errors;

/// <summary>The server failed (5xx).</summary>
public sealed class ServerFailureException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ServerFailureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
