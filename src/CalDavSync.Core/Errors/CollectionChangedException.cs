using System;

namespace CalDavSync.Errors;

/// <summary>The collection is not in the state the sync token names (412 to If, RFC 6578 section 5).</summary>
public sealed class CollectionChangedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CollectionChangedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
