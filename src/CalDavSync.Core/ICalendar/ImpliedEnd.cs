using System;

namespace CalDavSync.ICalendar;

/// <summary>
/// An event of one day needs no end (RFC 5545 section 3.6.1): a DTEND on the day after and a DURATION of one day say what goes without
/// saying, and SOGo writes the latter out.
/// </summary>
internal static class ImpliedEnd
{
    private static readonly DurationValue OneDay = new(1, TimeSpan.Zero);

    /// <summary>The name of the property that could be left out; null when there is none.</summary>
    public static string? Of(CalendarComponent component)
    {
        if (component.Name != "VEVENT" || component.GetProperty("DTSTART")?.Time is not { IsDate: true } start) return null;
        if (component.GetProperty("DTEND") is { } end) return end.Time is { IsDate: true } last && (last.Value.WallClock - start.Value.WallClock).TotalDays == 1 ? end.Name : null;
        return component.GetValue("DURATION") is { } duration && DurationValue.Parse(duration.Trim()) == OneDay ? "DURATION" : null;
    }
}
