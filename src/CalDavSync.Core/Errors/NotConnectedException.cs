using System;

namespace CalDavSync.Errors;

/// <summary>No connection is open.</summary>
public sealed class NotConnectedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public NotConnectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The name, pattern or address that was asked for; null when none was.</summary>
    public string? Connection { get; init; }
}
