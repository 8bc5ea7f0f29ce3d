using System;
using System.Collections.Generic;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Who sends scheduling messages about an item (RFC 6638 section 7.1).</summary>
internal static class ScheduleAgent
{
    private static readonly string[] Parties = { "ORGANIZER", "ATTENDEE" };

    /// <summary>The item has attendees or an organizer.</summary>
    public static bool Concerns(string text) =>
        Array.Exists(Parties, name => text.IndexOf("\n" + name, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>
    /// The text with SCHEDULE-AGENT=CLIENT at the organizer and the attendees, so that no server sends anybody a message about the item;
    /// every other line stays as it is.
    /// </summary>
    /// <exception cref="InvalidCalendarDataException">The text is not well-formed.</exception>
    public static string MakeClient(string text)
    {
        if (!Concerns(text)) return text;
        CalendarDocument document = CalendarDocument.Parse(text);
        foreach (CalendarComponent item in document.Items)
        {
            foreach (string name in Parties) MakeClient(item.GetProperties(name));
        }

        return document.ToString();
    }

    private static void MakeClient(IEnumerable<CalendarProperty> parties)
    {
        foreach (CalendarProperty party in parties)
        {
            // NONE says already that nobody is told.
            if (!string.Equals(party.GetParameter("SCHEDULE-AGENT"), "NONE", StringComparison.OrdinalIgnoreCase)) party.SetParameter("SCHEDULE-AGENT", "CLIENT");
        }
    }
}
