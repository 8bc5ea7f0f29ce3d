using System;

namespace CalDavSync.Errors;

/// <summary>The sandbox cannot imitate a server of this name.</summary>
public sealed class SandboxProfileNotFoundException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public SandboxProfileNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
