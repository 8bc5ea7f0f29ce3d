using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Changes single properties of the master component; every other line stays byte for byte as it was.</summary>
internal static class ItemEditor
{
    private static readonly string[] Recurring = { "RRULE", "RDATE", "EXDATE" };
    private static readonly string[] NamingInstances = { "EXDATE", "RDATE" };

    /// <summary>The changed text.</summary>
    /// <param name="year">The year time zone rules are taken from.</param>
    /// <exception cref="InvalidCalendarDataException">The text is not iCalendar, or the change would make it wrong.</exception>
    public static string Apply(string text, ItemEdit edit, int year)
    {
        CalendarDocument document = CalendarDocument.Parse(text);
        CalendarComponent master = document.Master ?? throw new InvalidCalendarDataException("The text has no event, task or journal.");
        string? start = master.GetProperty("DTSTART")?.Content;
        Apply(document.Calendars.First(calendar => calendar.IndexOf(master) >= 0), master, edit, year);
        if (master.GetProperty("DTSTART")?.Content != start) RequireNoNamedInstances(document, master);
        return document.ToString();
    }

    public static void Apply(CalendarComponent calendar, CalendarComponent master, ItemEdit edit, int year)
    {
        foreach (KeyValuePair<string, string?> pair in edit.Values)
        {
            if (pair.Value is not null) WrittenValue.Require(master.Name, pair.Key, pair.Value);
            SetValue(master, pair.Key, pair.Value);
        }

        if (edit.ChangesTimes) SetTimes(calendar, master, edit, year);
        if (edit.Start is not null || edit.Values.ContainsKey("RRULE")) SeriesEnd.RequireAfterStart(master);
    }

    /// <summary>
    /// Cancelled, added and changed instances are named by their times (RFC 5545 section 3.8.4.4): with the series elsewhere, cancelled ones
    /// would take place again, and changed ones belong to nothing.
    /// </summary>
    private static void RequireNoNamedInstances(CalendarDocument document, CalendarComponent master)
    {
        IEnumerable<string> naming = NamingInstances.Where(name => master.GetProperty(name) is not null);
        if (document.Items.Any(item => item != master && item.GetProperty("RECURRENCE-ID") is not null)) naming = naming.Append("RECURRENCE-ID");
        string[] names = naming.ToArray();
        if (names.Length == 0) return;
        throw new InvalidCalendarDataException(
            $"The start of this series cannot be moved alone: it has occurrences that are named by their times ({string.Join(", ", names)}) and would no longer be meant. "
            + "Change these times too, in the text, and give it with -Content.");
    }

    private static void SetValue(CalendarComponent component, string name, string? value)
    {
        if (value is null)
        {
            component.RemoveProperties(name);
            return;
        }

        component.SetValue(name, value);
        // Categories may stand on several lines; the new list is all of them.
        if (name == "CATEGORIES") RemoveLater(component, component.GetProperty(name)!);
    }

    private static void RemoveLater(CalendarComponent component, CalendarProperty kept) =>
        component.RemoveAll(node => node is CalendarProperty property && property != kept && property.IsNamed(kept.Name));

    private static void SetTimes(CalendarComponent calendar, CalendarComponent component, ItemEdit edit, int year)
    {
        CalendarProperty? start = component.GetProperty("DTSTART");
        string endName = component.Name == "VTODO" ? "DUE" : "DTEND";
        var times = new ItemTimes(component, endName);
        if (times.ChangesForm(edit) && start is not null && component.Properties.Any(property => Recurring.Any(property.IsNamed)))
        {
            throw new InvalidCalendarDataException("The times of a recurring item can be moved, but not be written in another way; give the whole text.");
        }

        if (edit.TimeZone is not null) TimeForm.RequireZone(edit.TimeZone);
        times.Change(edit);
        if (edit.TimeZone is { } zone && component.Properties.Any(property => property.GetParameter("TZID") == zone)) AddTimeZone(calendar, zone, year);
        times.RequireOrder(isGiven: edit.End is not null);
    }

    private static void AddTimeZone(CalendarComponent calendar, string zoneId, int year)
    {
        bool known = calendar.Components.Any(component => component.Name == ComponentName.TimeZone && component.GetText("TZID") == zoneId);
        if (known) return;
        int place = calendar.Components.Select(calendar.IndexOf).DefaultIfEmpty(calendar.Nodes.Count).First();
        calendar.Insert(place, TimeZoneComposer.Compose(zoneId, year));
    }
}
