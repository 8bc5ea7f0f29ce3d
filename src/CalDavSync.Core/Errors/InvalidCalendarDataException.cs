using System;

namespace CalDavSync.Errors;

/// <summary>The text is not iCalendar.</summary>
public sealed class InvalidCalendarDataException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public InvalidCalendarDataException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The file or address the text came from.</summary>
    public string? Origin { get; internal set; }

    /// <summary>The line, counted from 1; null when it is the text as a whole.</summary>
    public int? Line { get; internal set; }

    /// <summary>The same error with a sentence more: what became of the text.</summary>
    internal InvalidCalendarDataException With(string sentence) => new($"{Message.TrimEnd('.')}. {sentence}", this) { Uri = Uri, Origin = Origin, Line = Line };
}
