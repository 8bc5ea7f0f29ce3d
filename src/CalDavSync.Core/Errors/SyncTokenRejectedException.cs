using System;

namespace CalDavSync.Errors;

/// <summary>The server does not know the sync token any more (DAV:valid-sync-token and its variants, Q01 to Q32).</summary>
public sealed class SyncTokenRejectedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public SyncTokenRejectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
