using System;

namespace CalDavSync.Errors;

/// <summary>The state folder or file cannot be written: read-only, full, or not allowed.</summary>
public sealed class StateUnavailableException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public StateUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
