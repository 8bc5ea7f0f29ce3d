using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>A time zone that had to be renamed because another one of the same file has its TZID. The definition keeps the old name, so that splitting gives it back.</summary>
internal static class RenamedTimeZone
{
    /// <summary>In a renamed VTIMEZONE: its own TZID.</summary>
    private const string OriginalName = "X-CALDAVSYNC-TZID";

    /// <summary>Renames a zone where it is defined and everywhere it is used in the calendar.</summary>
    public static void Apply(CalendarComponent calendar, CalendarComponent zone, string name)
    {
        string original = zone.GetValue("TZID")!;
        zone.SetValue("TZID", name);
        zone.Add(new CalendarProperty(OriginalName, original));
        Use(calendar, original.Trim(), name);
    }

    /// <summary>The text of an item with the zones' own names; a zone keeps its new one where the item has both.</summary>
    public static string Restore(string text)
    {
        if (text.IndexOf(OriginalName, StringComparison.OrdinalIgnoreCase) < 0) return text;
        CalendarDocument document = CalendarDocument.Parse(text);
        foreach (CalendarComponent calendar in document.Calendars)
        {
            List<CalendarComponent> zones = calendar.Components.Where(component => component.Name == ComponentName.TimeZone).ToList();
            foreach (CalendarComponent zone in zones)
            {
                if (zone.GetValue(OriginalName) is not { } original || zone.GetValue("TZID") is not { } name) continue;
                if (zones.Any(other => other.GetValue("TZID")?.Trim() == original.Trim())) continue;
                zone.SetValue("TZID", original);
                zone.RemoveProperties(OriginalName);
                Use(calendar, name.Trim(), original.Trim());
            }
        }

        return document.ToString();
    }

    private static void Use(CalendarComponent component, string old, string name)
    {
        foreach (CalendarProperty property in component.Properties)
        {
            if (property.GetParameter("TZID")?.Trim() == old) property.SetParameter("TZID", name);
        }

        foreach (CalendarComponent inner in component.Components) Use(inner, old, name);
    }
}
