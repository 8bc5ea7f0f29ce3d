using System;

namespace CalDavSync.Errors;

/// <summary>The server refused the request with a 4xx status that has no error of its own here.</summary>
public sealed class RequestRefusedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public RequestRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
