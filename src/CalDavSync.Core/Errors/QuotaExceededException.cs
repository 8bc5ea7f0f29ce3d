using System;

namespace CalDavSync.Errors;

/// <summary>The server has no room (507 to a write, DAV:quota-not-exceeded).</summary>
public sealed class QuotaExceededException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public QuotaExceededException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
