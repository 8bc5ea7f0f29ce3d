using System;

namespace CalDavSync.Errors;

/// <summary>The sandbox cannot listen at the port asked for.</summary>
public sealed class PortUnavailableException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public PortUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
