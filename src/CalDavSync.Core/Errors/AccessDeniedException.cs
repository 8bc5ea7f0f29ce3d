using System;

namespace CalDavSync.Errors;

/// <summary>The server answered 403: the signed-in user may not do this.</summary>
public sealed class AccessDeniedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public AccessDeniedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
