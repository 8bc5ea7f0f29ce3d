using System;

namespace CalDavSync.Errors;

/// <summary>A file or folder to write is there already, and was not to be overwritten.</summary>
public sealed class DestinationExistsException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public DestinationExistsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
