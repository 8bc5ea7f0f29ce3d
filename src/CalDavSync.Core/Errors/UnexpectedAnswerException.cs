using System;

namespace CalDavSync.Errors;

/// <summary>The answer is not what the protocol says: HTML, broken XML, a cut body, no token, endless pages.</summary>
public sealed class UnexpectedAnswerException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public UnexpectedAnswerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
