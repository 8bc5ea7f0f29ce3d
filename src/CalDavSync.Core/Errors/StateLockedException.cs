using System;

namespace CalDavSync.Errors;

/// <summary>Another process works with the same state.</summary>
public sealed class StateLockedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public StateLockedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
