using System;
using System.Globalization;
using System.Text;
using CalDavSync.Sandbox.ICalendar;

namespace CalDavSync.Sandbox.Store;

/// <summary>Makes the items a calendar starts with: varied as in real calendars, and the same for the same number.</summary>
internal static class SeedItems
{
    private static readonly string[] Titles =
    {
        "Team meeting", "Dentist", "Lunch with Zoë", "Project review", "Müllabfuhr", "会議", "Yoga", "Flight LH 454", "Parents' evening", "Release day",
    };

    private static readonly string[] AwkwardNames =
    {
        "item-{0:D6}.ics", "with space {0}.ics", "at@sign-{0}.ics", "co:lon-{0}.ics", "per%cent-{0}.ics", "ünï-{0}.ics", "slash/inside-{0}.ics",
        "b64=Q2Fs{0}=", "plus+sign-{0}.ics", "apostrophe'{0}.ics", "mail-{0}.eml", "am&persand-{0}.ics", "hash#{0}.ics", "UPPER-{0}.ICS",
    };

    private static readonly string[] Zones = { "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/London" };

    public static void Fill(SandboxCalendar calendar, int count, bool awkwardNames)
    {
        for (int i = 1; i <= count; i++)
        {
            bool task = i % 23 == 0 && calendar.Components is { } allowed && Contains(allowed, "VTODO");
            string uid = string.Format(CultureInfo.InvariantCulture, "{0:x8}-5eed-4000-8000-{1:x12}", (uint)i * 2654435761u, i);
            string text = Text(i, uid, task);
            string pattern = awkwardNames ? AwkwardNames[i % AwkwardNames.Length] : "item-{0:D6}.ics";
            calendar.Put(string.Format(CultureInfo.InvariantCulture, pattern, i), text, new ItemIdentity(uid, task ? "VTODO" : "VEVENT"));
        }
    }

    private static string Text(int i, string uid, bool task)
    {
        DateTime day = new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc).AddDays(i * 7919L % 720);
        StringBuilder text = new(700);
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//CalDavSync//Sandbox seed//EN");
        string component = task ? "VTODO" : "VEVENT";
        Line(text, "BEGIN:" + component);
        Line(text, "UID:" + uid);
        Line(text, "DTSTAMP:20260101T000000Z");
        Line(text, "SUMMARY:" + Titles[i % Titles.Length] + " " + i.ToString(CultureInfo.InvariantCulture));
        if (task) Task(text, i, day);
        else Event(text, i, day);
        Line(text, "END:" + component);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Task(StringBuilder text, int i, DateTime day)
    {
        Line(text, "DUE;VALUE=DATE:" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Line(text, i % 2 == 0 ? "STATUS:NEEDS-ACTION" : "STATUS:IN-PROCESS");
        Line(text, "PRIORITY:" + (1 + (i % 9)).ToString(CultureInfo.InvariantCulture));
    }

    private static void Event(StringBuilder text, int i, DateTime day)
    {
        DateTime start = day.AddHours(7 + (i % 11)).AddMinutes(15 * (i % 4));
        if (i % 7 == 0)
        {
            Line(text, "DTSTART;VALUE=DATE:" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Line(text, "DTEND;VALUE=DATE:" + day.AddDays(1 + (i % 3)).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Line(text, "TRANSP:TRANSPARENT");
        }
        else if (i % 3 == 0)
        {
            string zone = Zones[i % Zones.Length];
            Line(text, "DTSTART;TZID=" + zone + ":" + Local(start));
            Line(text, "DTEND;TZID=" + zone + ":" + Local(start.AddMinutes(45)));
        }
        else
        {
            Line(text, "DTSTART:" + Local(start) + "Z");
            Line(text, "DURATION:PT" + (30 + (15 * (i % 5))).ToString(CultureInfo.InvariantCulture) + "M");
        }

        if (i % 11 == 0) Line(text, "RRULE:FREQ=WEEKLY;COUNT=" + (5 + (i % 20)).ToString(CultureInfo.InvariantCulture));
        if (i % 5 == 0) Line(text, "LOCATION:Room " + (100 + (i % 40)).ToString(CultureInfo.InvariantCulture) + "\\, 2nd floor");
        Line(text, "DESCRIPTION:Agenda <" + i.ToString(CultureInfo.InvariantCulture) + "> & notes\\nPlease bring the papers of last time and the list o\r\n f open points\\; coffee is there.");
        if (i % 4 == 0)
        {
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, "TRIGGER:-PT15M");
            Line(text, "DESCRIPTION:Reminder");
            Line(text, "END:VALARM");
        }
    }

    private static bool Contains(System.Collections.Generic.IReadOnlyList<string> names, string name)
    {
        foreach (string candidate in names)
        {
            if (candidate == name) return true;
        }

        return false;
    }

    private static string Local(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
