using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>Finds the component of an instance: by the exact text of its RECURRENCE-ID, else by the same instant written differently.</summary>
internal static class RecurrenceIdentity
{
    public static IReadOnlyList<CalendarComponent> Find(IEnumerable<CalendarComponent> components, Func<string, bool> isExact, DateTime? instant)
    {
        var exact = new List<CalendarComponent>();
        var same = new List<CalendarComponent>();
        foreach (CalendarComponent component in components)
        {
            if (component.GetProperty("RECURRENCE-ID") is not { } id) continue;
            if (isExact(id.Value.Trim())) exact.Add(component);
            else if (instant != null && id.Time?.Instant == instant) same.Add(component);
        }

        return exact.Count > 0 ? exact : same;
    }
}
