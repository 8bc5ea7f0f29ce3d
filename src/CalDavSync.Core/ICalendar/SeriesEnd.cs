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
        bool isOver = until.IsUtc && start.Instant is { } first ? until.WallClock < first
            : until.IsDate || start.IsDate ? until.WallClock.Date < start.Value.WallClock.Date
            : until.WallClock < start.Value.WallClock;
        if (isOver) throw new InvalidCalendarDataException($"The series would be over before it begins: its rule ends with UNTIL={written}. Give another -RecurrenceRule too.");
    }
}
