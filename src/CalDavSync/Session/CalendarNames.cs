using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Session;

/// <summary>How a calendar is called: the last segment of its address, its display name, or connection/name. Case does not matter.</summary>
internal static class CalendarNames
{
    /// <summary>The calendars a name or wildcard pattern means; the name in the address goes before a display name.</summary>
    public static IEnumerable<CalDavCalendar> Select(IReadOnlyList<CalDavCalendar> calendars, string pattern)
    {
        if (WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
            return calendars.Where(calendar =>
                wildcard.IsMatch(calendar.Name) || wildcard.IsMatch(calendar.DisplayName) || wildcard.IsMatch(calendar.ToString()));
        }

        CalDavCalendar[] byName = calendars.Where(calendar => Same(calendar.Name, pattern) || Same(calendar.ToString(), pattern)).ToArray();
        return byName.Length > 0 ? byName : calendars.Where(calendar => Same(calendar.DisplayName, pattern));
    }

    private static bool Same(string name, string pattern) => string.Equals(name, pattern, StringComparison.OrdinalIgnoreCase);
}
