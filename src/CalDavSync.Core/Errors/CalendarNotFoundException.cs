using System;

namespace CalDavSync.Errors;

/// <summary>The address is no collection, or the collection is gone.</summary>
public sealed class CalendarNotFoundException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public CalendarNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
