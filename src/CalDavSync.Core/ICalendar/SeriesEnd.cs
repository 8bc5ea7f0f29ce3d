using System;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>The end of a series that its rule names (UNTIL, RFC 5545 section 3.3.10).</summary>
internal static class SeriesEnd
{
    /// <exception cref="InvalidCalendarDataException">The series would be over before it begins.</exception>
    public static void RequireAfterStart(CalendarComponent component)
    {
        if (component.GetProperty("RRULE") is not { } rule || component.GetProperty("DTSTART")?.Time is not { } start) return;
        if (new RecurrenceRule(rule.Value).Until is not { } written || DateTimeValue.Parse(written) is not { } until) return;
        if (IsOver(start, until)) throw new InvalidCalendarDataException($"The series would be over before it begins: its rule ends with UNTIL={written}. Give another -RecurrenceRule too.");
    }

    private static bool IsOver(ItemTime start, DateTimeValue until)
    {
        DateTime first = start.Value.WallClock;
        if (until.IsDate && start.IsDate) return until.WallClock < first;
        if (until.IsUtc && !start.IsDate && start.Instant is { } instant) return until.WallClock < instant;
        if (!until.IsDate && !until.IsUtc && !start.IsDate && !start.Value.IsUtc) return until.WallClock < first;
        // A day, a clock on a wall and an instant: which of them is later nobody can say of neighbouring days.
        return first.Date - until.WallClock.Date > TimeSpan.FromDays(1);
    }
}
