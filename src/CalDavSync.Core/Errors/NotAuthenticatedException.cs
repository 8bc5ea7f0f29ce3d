using System;

namespace CalDavSync.Errors;

/// <summary>The server answered 401: user, password or token were not accepted.</summary>
public sealed class NotAuthenticatedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public NotAuthenticatedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
