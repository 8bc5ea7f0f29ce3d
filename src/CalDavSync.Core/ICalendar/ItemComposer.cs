using System;
using System.Globalization;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Writes the text of a new item.</summary>
internal static class ItemComposer
{
    public const string ProductId = "-//CalDavSync//CalDavSync//EN";

    /// <summary>A VCALENDAR with one component.</summary>
    /// <param name="component">VEVENT, VTODO or VJOURNAL.</param>
    /// <param name="now">For DTSTAMP.</param>
    /// <exception cref="InvalidCalendarDataException">The values make no valid item.</exception>
    public static string Compose(string component, string uid, ItemEdit values, DateTimeOffset now)
    {
        string writtenUid = TextValue.Escape(uid);
        WrittenValue.RequireCharacters("UID", writtenUid);
        var calendar = new CalendarComponent(ComponentName.Calendar);
        calendar.Add(new CalendarProperty("VERSION", "2.0"));
        calendar.Add(new CalendarProperty("PRODID", ProductId));
        var item = new CalendarComponent(component);
        item.Add(new CalendarProperty("UID", writtenUid));
        item.Add(new CalendarProperty("DTSTAMP", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)));
        calendar.Add(item);
        if (item.Name == "VEVENT" && values.Start is null) throw new InvalidCalendarDataException("An event needs a start.");
        ItemEditor.Apply(calendar, item, values, now.Year);
        return calendar.ToString();
    }
}
