using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Errors;

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

    /// <summary>No calendar has this name; the message asks for similar ones.</summary>
    public static CalendarNotFoundException NotFound(string pattern, IEnumerable<CalDavCalendar> calendars, CalDavConnection connection)
    {
        string name = WildcardPattern.Unescape(pattern);
        return new CalendarNotFoundException(
            $"There is no calendar '{name}' on '{connection.Name}'.{SimilarNames.Question(name, calendars.Select(calendar => calendar.Name))}");
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
