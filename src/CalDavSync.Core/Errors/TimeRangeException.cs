using System;

namespace CalDavSync.Errors;

/// <summary>A time range ends before it begins, or holds no time at all.</summary>
public sealed class TimeRangeException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public TimeRangeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
