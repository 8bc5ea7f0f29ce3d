using System;

namespace CalDavSync.Errors;

/// <summary>The item is the version the caller read, but the server refuses its own entity tag of it as a condition, so that no write is safe.</summary>
public sealed class EntityTagRefusedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public EntityTagRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
