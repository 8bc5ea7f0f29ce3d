using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>Names of components, always upper case; the usual ones cost no allocation.</summary>
internal static class ComponentName
{
    public const string Calendar = "VCALENDAR";
    public const string TimeZone = "VTIMEZONE";
    public const string Alarm = "VALARM";

    private static readonly string[] Known =
    {
        "VEVENT", Alarm, Calendar, TimeZone, "STANDARD", "DAYLIGHT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "AVAILABLE",
        "VPATCH", "PATCH", "VLOCATION", "VRESOURCE", "PARTICIPANT", "VPOLL", "VVOTER", "VOTE",
    };

    /// <summary>The name between two positions, blanks around it left out.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Read(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        foreach (string known in Known)
        {
            if (known.Length == end - start && string.Compare(text, start, known, 0, known.Length, StringComparison.OrdinalIgnoreCase) == 0) return known;
        }

        return text.Substring(start, end - start).ToUpperInvariant();
    }
}
