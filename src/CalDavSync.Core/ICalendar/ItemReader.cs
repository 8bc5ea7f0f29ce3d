using System;
using System.Runtime.CompilerServices;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>
/// Reads what is shown of an item in one pass over its text. It is made for thousands of items at once and for any text:
/// it copies only the values it keeps, stops at the end of the master component, and never throws.
/// </summary>
internal static class ItemReader
{
    private const string CalendarBegin = "BEGIN:VCALENDAR";
    private const string CalendarEnd = "END:VCALENDAR";

    /// <summary>
    /// The facts of the master component (the first one that is no VTIMEZONE and has no RECURRENCE-ID), or else of the first override.
    /// Malformed values are null.
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public static ItemFacts Read(string text)
    {
        var scanner = new LogicalLineScanner(text);
        DisplayLines? firstOverride = null;
        DisplayLines? current = null;
        int depth = 0;
        while (scanner.Next(out LogicalLine line))
        {
            if (!ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter))
            {
                if (depth == 1) current?.Offer(text, line);
            }
            else if (delimiter.IsBegin)
            {
                if (depth == 0 && delimiter.Name == ComponentName.Calendar) continue;
                if (depth++ == 0 && delimiter.Name != ComponentName.TimeZone) current = new DisplayLines(delimiter.Name);
            }
            else if (depth > 0 && --depth == 0 && current != null)
            {
                if (!current.IsOverride) return current.Decode();
                firstOverride ??= current;
                current = null;
            }
        }

        // A component cut off by the end of the text still tells what it can.
        return (firstOverride ?? current)?.Decode() ?? ItemFacts.None;
    }

    /// <summary>The text begins like iCalendar, apart from a byte order mark and blanks before it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool LooksLikeCalendar(string text) =>
        string.Compare(text, LogicalLineScanner.StartOfContent(text), CalendarBegin, 0, CalendarBegin.Length, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>The text begins and ends like iCalendar: the cheap sign that it came whole.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool LooksComplete(string text)
    {
        int end = text.Length;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '\0')) end--;
        int start = end - CalendarEnd.Length;
        return LooksLikeCalendar(text) && start > 0 && string.Compare(text, start, CalendarEnd, 0, CalendarEnd.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <summary>What is wrong with the text, with its line; null when it is well-formed iCalendar.</summary>
    public static InvalidCalendarDataException? Validate(string text) => CalendarValidator.FindError(text);
}
