using System;

namespace CalDavSync.Errors;

/// <summary>A time range ends before it begins, or lies outside the calendar.</summary>
public sealed class TimeRangeException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public TimeRangeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
