using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Checks the form of a text: what RFC 5545 section 3.4 asks of every iCalendar stream, not what it asks of each property.</summary>
internal static class CalendarValidator
{
    /// <summary>The first error with its line, or null.</summary>
    public static InvalidCalendarDataException? FindError(string text)
    {
        var nesting = new ComponentNesting();
        return FindError(text, 1, nesting) ?? nesting.Finish();
    }

    /// <summary>The same for the text of one component that was cut out of a calendar at a line.</summary>
    public static InvalidCalendarDataException? FindErrorInComponent(string text, int firstLine)
    {
        var nesting = new ComponentNesting();
        return nesting.Follow(new ComponentDelimiter(true, ComponentName.Calendar), 1) ?? FindError(text, firstLine, nesting);
    }

    private static InvalidCalendarDataException? FindError(string text, int firstLine, ComponentNesting nesting)
    {
        int nul = text.IndexOf('\0');
        var scanner = new LogicalLineScanner(text, firstLine);
        while (scanner.Next(out LogicalLine line))
        {
            if (nul >= 0 && nul < line.RawEnd) return CalendarError.At(line.Number, "a NUL character");
            InvalidCalendarDataException? error = ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter)
                ? nesting.Follow(delimiter, line.Number)
                : nesting.AcceptProperty(line.Number) ?? WithoutColon(text, line);
            if (error != null) return error;
        }

        return null;
    }

    /// <summary>Folds add neither colons nor quotes, so the line need not be unfolded for this.</summary>
    private static InvalidCalendarDataException? WithoutColon(string text, in LogicalLine line) =>
        ContentLine.TryParse(text, line.Start, line.ContentEnd, out _) ? null : CalendarError.At(line.Number, "a line without a colon");
}
