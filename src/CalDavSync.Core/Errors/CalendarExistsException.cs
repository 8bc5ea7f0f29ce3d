using System;

namespace CalDavSync.Errors;

/// <summary>There is a calendar (or something else) at the address a new one was to get.</summary>
public sealed class CalendarExistsException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CalendarExistsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
