using System;

namespace CalDavSync.Errors;

/// <summary>No connection is open.</summary>
public sealed class NotConnectedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public NotConnectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
