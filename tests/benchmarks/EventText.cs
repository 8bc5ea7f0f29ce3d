using System.Globalization;

namespace CalDavSync.Benchmarks;

/// <summary>Events of the size people have: about 600 bytes, most with a place and a description.</summary>
internal static class EventText
{
    public static string Uid(int number) => string.Create(CultureInfo.InvariantCulture, $"event-{number:000000}");

    /// <summary>One VEVENT, lines ended with CRLF.</summary>
    public static string Component(int number, int revision)
    {
        int day = 1 + (number % 28);
        int month = 1 + (number / 28 % 12);
        int hour = 6 + (number % 12);
        string description = number % 3 == 0
            ? string.Empty
            : "DESCRIPTION:Agenda\\, minutes and the list of people are in the shared folder.\\n\r\n" +
              " Please read them before we meet\\; the room is booked for the whole morning\\,\r\n" +
              "  coffee included.\r\n";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            BEGIN:VEVENT
            UID:{Uid(number)}
            DTSTAMP:20260101T000000Z
            CREATED:20251101T080000Z
            LAST-MODIFIED:20251201T080000Z
            SEQUENCE:{revision}
            DTSTART:2026{month:00}{day:00}T{hour:00}0000Z
            DTEND:2026{month:00}{day:00}T{hour + 1:00}0000Z
            SUMMARY:Meeting number {number}, revision {revision}
            LOCATION:Room {number % 40}, building {number % 7}
            CATEGORIES:WORK,MEETING
            STATUS:CONFIRMED
            TRANSP:OPAQUE
            {description}END:VEVENT

            """).ReplaceLineEndings("\r\n");
    }

    public static string Calendar(string components) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//benchmarks//EN\r\n" + components + "END:VCALENDAR\r\n";
}
