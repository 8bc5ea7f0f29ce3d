using System;

namespace CalDavSync.Errors;

/// <summary>A calendar file or its folder cannot be read.</summary>
public sealed class CalendarFileException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CalendarFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
