using System;

namespace CalDavSync.Errors;

/// <summary>The sandbox has no misbehaviour of this name.</summary>
public sealed class SandboxQuirkNotFoundException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public SandboxQuirkNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
