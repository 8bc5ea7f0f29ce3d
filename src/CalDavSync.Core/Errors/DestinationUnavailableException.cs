using System;

namespace CalDavSync.Errors;

/// <summary>A file of the destination folder cannot be written or removed.</summary>
public sealed class DestinationUnavailableException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public DestinationUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
