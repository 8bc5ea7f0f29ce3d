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

        string name = WildcardPattern.Unescape(pattern);
        CalDavCalendar[] byName = calendars.Where(calendar => Same(calendar.Name, name) || Same(calendar.ToString(), name)).ToArray();
        return byName.Length > 0 ? byName : calendars.Where(calendar => Same(calendar.DisplayName, name));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
