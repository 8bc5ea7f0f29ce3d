using System;

namespace CalDavSync.Errors;

/// <summary>The sync token cannot be a condition: RFC 6578 section 5 wants a URI the server gave.</summary>
public sealed class SyncTokenNotUsableException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public SyncTokenNotUsableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
