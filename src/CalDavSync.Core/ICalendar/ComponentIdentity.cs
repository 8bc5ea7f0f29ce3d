using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>Which components are the same one in two versions (section 6 of the VPATCH draft).</summary>
internal static class ComponentIdentity
{
    /// <summary>
    /// By UID and RECURRENCE-ID, and without UID by name. Time zones, which have no UID, go by TZID: replacing all of them by one, as the
    /// letter of the draft has it, would leave events without their zone.
    /// </summary>
    public static IReadOnlyList<CalendarComponent> SameAs(CalendarComponent action, IEnumerable<CalendarComponent> components)
    {
        string? uid = action.GetValue("UID");
        if (uid == null)
        {
            string? timeZoneId = action.GetValue("TZID");
            return components.Where(component => component.Name == action.Name && component.GetProperty("UID") == null && component.GetValue("TZID") == timeZoneId).ToList();
        }

        IEnumerable<CalendarComponent> series = components.Where(component => component.GetValue("UID") == uid);
        if (action.GetProperty("RECURRENCE-ID") is not { } id) return series.Where(component => component.GetProperty("RECURRENCE-ID") == null).ToList();
        string written = id.Value.Trim();
        return RecurrenceIdentity.Find(series, other => other == written, id.Time?.Instant);
    }
}
