using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;

namespace CalDavSync.CalDav.Collections;

/// <summary>The value of CALDAV:calendar-timezone: a VCALENDAR with one VTIMEZONE (RFC 4791 section 5.2.2).</summary>
internal static class CalendarTimeZone
{
    /// <summary>A VCALENDAR with one VTIMEZONE, and nothing that would have to be guessed.</summary>
    public static bool IsText(string text)
    {
        try
        {
            return text.IndexOf("BEGIN:VTIMEZONE", StringComparison.OrdinalIgnoreCase) >= 0 && ToText(text, 0).Length > 0;
        }
        catch (InvalidCalendarDataException)
        {
            return false;
        }
    }

    /// <summary>From the name of a zone, a VTIMEZONE, or a VCALENDAR with one.</summary>
    /// <exception cref="InvalidCalendarDataException">It is none of them.</exception>
    public static string ToText(string zone, int year)
    {
        if (zone.IndexOf("BEGIN:", StringComparison.OrdinalIgnoreCase) < 0) return TimeZoneComposer.ComposeCalendar(zone.Trim(), year);
        string text = zone.Trim();
        if (text.StartsWith("BEGIN:VTIMEZONE", StringComparison.OrdinalIgnoreCase))
        {
            text = $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{ItemComposer.ProductId}\r\n{text}\r\nEND:VCALENDAR\r\n";
        }

        CalendarDocument document = CalendarDocument.Parse(text);
        int zones = document.Calendars.SelectMany(calendar => calendar.Components).Count(component => component.Name == ComponentName.TimeZone);
        return zones == 1 ? text : throw new InvalidCalendarDataException($"The text holds {zones} VTIMEZONE components; the time zone of a calendar is exactly one.");
    }
}
