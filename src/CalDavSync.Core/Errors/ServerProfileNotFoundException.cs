using System;

namespace CalDavSync.Errors;

/// <summary>The compatibility database has no server of this name.</summary>
public sealed class ServerProfileNotFoundException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public ServerProfileNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
