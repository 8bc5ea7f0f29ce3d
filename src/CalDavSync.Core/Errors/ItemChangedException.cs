using System;

namespace CalDavSync.Errors;

/// <summary>The item on the server is not the version the caller read (412 to If-Match).</summary>
public sealed class ItemChangedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ItemChangedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
