using System;

namespace CalDavSync.Errors;

/// <summary>The collection has no sync-collection report (RFC 6578), and the caller allows no other strategy.</summary>
public sealed class SyncNotSupportedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public SyncNotSupportedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
