using System;

namespace CalDavSync.Errors;

/// <summary>The server's TLS certificate was not accepted.</summary>
public sealed class CertificateRejectedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CertificateRejectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
