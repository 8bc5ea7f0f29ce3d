using System;

namespace CalDavSync.Errors;

/// <summary>The item does not exist on the server.</summary>
public sealed class ItemNotFoundException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ItemNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
