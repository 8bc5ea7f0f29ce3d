using System;

namespace CalDavSync.Errors;

/// <summary>There is an item at the address already (412 to If-None-Match).</summary>
public sealed class ItemExistsException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ItemExistsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
