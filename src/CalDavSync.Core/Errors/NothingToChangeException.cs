using System;

namespace CalDavSync.Errors;

/// <summary>A command that changes properties was given none.</summary>
public sealed class NothingToChangeException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public NothingToChangeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
