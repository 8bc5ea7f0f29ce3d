using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Checks the form of a text: what RFC 5545 section 3.4 asks of every iCalendar stream, not what it asks of each property.</summary>
internal static class CalendarValidator
{
    /// <summary>The first error with its line, or null.</summary>
    public static InvalidCalendarDataException? FindError(string text)
    {
        int nul = text.IndexOf('\0');
        var nesting = new ComponentNesting();
        var scanner = new LogicalLineScanner(text);
        while (scanner.Next(out LogicalLine line))
        {
            if (nul >= 0 && nul < line.RawEnd) return CalendarError.At(line.Number, "a NUL character");
            InvalidCalendarDataException? error = ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter)
                ? nesting.Follow(delimiter, line.Number)
                : nesting.AcceptProperty(line.Number) ?? WithoutColon(text, line);
            if (error != null) return error;
        }

        return nesting.Finish();
    }

    /// <summary>Folds add neither colons nor quotes, so the line need not be unfolded for this.</summary>
    private static InvalidCalendarDataException? WithoutColon(string text, in LogicalLine line) =>
        ContentLine.TryParse(text, line.Start, line.ContentEnd, out _) ? null : CalendarError.At(line.Number, "a line without a colon");
}
