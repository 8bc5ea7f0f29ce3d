using System;

namespace CalDavSync.Errors;

/// <summary>Credentials would have gone over plain http to another host.</summary>
public sealed class UnencryptedAuthenticationException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public UnencryptedAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
