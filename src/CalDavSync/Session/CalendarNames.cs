using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Binding;
using CalDavSync.Errors;

namespace CalDavSync.Session;

/// <summary>How a calendar is called: the last segment of its address, its display name, or connection/name. Case does not matter.</summary>
internal static class CalendarNames
{
    /// <summary>The calendars a name or wildcard pattern means; the name in the address goes before a display name, and a name before a pattern.</summary>
    public static IEnumerable<CalDavCalendar> Select(IReadOnlyList<CalDavCalendar> calendars, string pattern)
    {
        string name = WildcardPattern.Unescape(pattern);
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(pattern);
        // A calendar may be called a[1]; one that is called * must not take the place of all.
        IReadOnlyList<CalDavCalendar> exact = isPattern && pattern.Trim('*').Length == 0 ? Array.Empty<CalDavCalendar>() : Called(calendars, isPattern ? pattern : name);
        if (exact.Count > 0 || !isPattern) return exact;
        WildcardPattern wildcard = NamePattern.IgnoringCase(pattern);
        return calendars.Where(calendar => wildcard.IsMatch(calendar.Name) || wildcard.IsMatch(calendar.DisplayName) || wildcard.IsMatch(calendar.ToString()));
    }

    /// <summary>No calendar has this name; the message asks for similar ones.</summary>
    public static CalendarNotFoundException NotFound(string pattern, IEnumerable<CalDavCalendar> calendars, CalDavConnection connection)
    {
        string name = WildcardPattern.Unescape(pattern);
        return new CalendarNotFoundException(
            $"There is no calendar '{name}' on '{connection.Name}'.{SimilarNames.Question(name, calendars.Select(calendar => calendar.Name))}");
    }

    private static CalDavCalendar[] Called(IReadOnlyList<CalDavCalendar> calendars, string name)
    {
        CalDavCalendar[] byName = calendars.Where(calendar => Same(calendar.Name, name) || Same(calendar.ToString(), name)).ToArray();
        return byName.Length > 0 ? byName : calendars.Where(calendar => Same(calendar.DisplayName, name)).ToArray();
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
