using System;
using System.Collections.Generic;

namespace CalDavSync.Errors;

/// <summary>Base of everything that goes wrong between this module, a server, a file and its user.</summary>
public class CalDavException : Exception
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CalDavException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The address the request went to, without any user information; null when no request was made.</summary>
    public Uri? Uri { get; internal set; }

    /// <summary>The HTTP method; null when no request was made.</summary>
    public string? Method { get; internal set; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The DAV:error conditions of the answer as local names, for example valid-sync-token (RFC 4918 section 16).</summary>
    public IReadOnlyList<string> Conditions { get; internal set; } = Array.Empty<string>();

    /// <summary>The first characters of the answer's text, control characters removed; null when there was none.</summary>
    public string? ResponseExcerpt { get; internal set; }
}
