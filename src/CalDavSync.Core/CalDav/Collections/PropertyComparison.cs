using System;
using System.Globalization;
using CalDavSync.Dav;

namespace CalDavSync.CalDav.Collections;

/// <summary>Tells whether a calendar shows what was asked of one of its properties: taken silently is not taken.</summary>
internal static class PropertyComparison
{
    /// <summary>False when the server shows something else; true also for what a calendar does not show, such as its components.</summary>
    public static bool IsAsAsked(PropertyChange property, CalDavCalendar calendar)
    {
        string? asked = property.Xml is null ? null : Lines(property.Value);
        if (property.Xml is not null && asked is null) return true;
        if (property.Name == DavName.DisplayName) return asked is null || Lines(calendar.DisplayName) == asked;
        if (property.Name == DavName.CalendarDescription) return Lines(calendar.Description) == asked;
        if (property.Name == DavName.CalendarColor) return string.Equals(calendar.Color, asked, StringComparison.OrdinalIgnoreCase);
        if (property.Name == DavName.CalendarOrder) return calendar.Order?.ToString(CultureInfo.InvariantCulture) == asked;
        return property.Name != DavName.CalendarTimeZone || calendar.TimeZone == CalendarRow.TimeZoneId(asked);
    }

    // Servers and XML change the ends of lines, and the white space around.
    private static string? Lines(string? text)
    {
        string? lines = text?.Replace("\r\n", "\n").Trim();
        return string.IsNullOrEmpty(lines) ? null : lines;
    }
}
