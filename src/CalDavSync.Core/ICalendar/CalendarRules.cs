using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// The cardinality rules of RFC 5545 section 3.6 that a patch could break, its rule that a calendar holds something, and the one of CalDAV that all components of an item share
/// their UID (RFC 4791 section 4.1).
/// </summary>
internal static class CalendarRules
{
    private const string Item =
        "UID DTSTAMP DTSTART CLASS CREATED LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL COLOR";

    private static readonly Dictionary<string, string[]> AtMostOnce = new()
    {
        [ComponentName.Calendar] = Split("PRODID VERSION CALSCALE METHOD"),
        ["VEVENT"] = Split(Item + " DTEND DURATION DESCRIPTION GEO LOCATION PRIORITY TRANSP"),
        ["VTODO"] = Split(Item + " DUE DURATION DESCRIPTION GEO LOCATION PRIORITY COMPLETED PERCENT-COMPLETE"),
        ["VJOURNAL"] = Split(Item),
        ["VFREEBUSY"] = Split("UID DTSTAMP DTSTART DTEND CONTACT ORGANIZER URL"),
        [ComponentName.Alarm] = Split("UID ACTION TRIGGER DURATION REPEAT"),
        [ComponentName.TimeZone] = Split("TZID LAST-MODIFIED TZURL"),
        ["STANDARD"] = Split("DTSTART TZOFFSETFROM TZOFFSETTO"),
        ["DAYLIGHT"] = Split("DTSTART TZOFFSETFROM TZOFFSETTO"),
    };

    private static readonly Dictionary<string, string[]> Required = new()
    {
        [ComponentName.Calendar] = Split("PRODID VERSION"),
        ["VEVENT"] = Split("UID DTSTART"),
        ["VTODO"] = Split("UID"),
        ["VJOURNAL"] = Split("UID"),
        ["VFREEBUSY"] = Split("UID"),
        [ComponentName.Alarm] = Split("ACTION TRIGGER"),
        [ComponentName.TimeZone] = Split("TZID"),
        ["STANDARD"] = Split("DTSTART TZOFFSETFROM TZOFFSETTO"),
        ["DAYLIGHT"] = Split("DTSTART TZOFFSETFROM TZOFFSETTO"),
    };

    /// <summary>What is broken, each kind once. Real items break rules too: only what a change adds to this set is its fault.</summary>
    public static ISet<string> FindViolations(CalendarDocument document)
    {
        var violations = new HashSet<string>();
        foreach (CalendarComponent calendar in document.Calendars) Check(calendar, violations);
        if (!document.Items.Any()) violations.Add("a calendar without a component");
        if (document.Items.Select(item => item.GetValue("UID")).Where(uid => uid != null).Distinct().Skip(1).Any()) violations.Add("components with different UIDs");
        return violations;
    }

    private static void Check(CalendarComponent component, HashSet<string> violations)
    {
        Dictionary<string, int> counts = component.Properties.GroupBy(property => property.Name).ToDictionary(group => group.Key, group => group.Count());
        if (AtMostOnce.TryGetValue(component.Name, out string[]? single))
        {
            foreach (string name in single.Where(name => counts.TryGetValue(name, out int count) && count > 1)) violations.Add($"{component.Name} with two {name}");
        }

        if (Required.TryGetValue(component.Name, out string[]? required))
        {
            foreach (string name in required.Where(name => !counts.ContainsKey(name))) violations.Add($"{component.Name} without {name}");
        }

        if (counts.ContainsKey("DURATION") && (counts.ContainsKey("DTEND") || counts.ContainsKey("DUE"))) violations.Add($"{component.Name} with two ends");
        foreach (CalendarComponent inner in component.Components) Check(inner, violations);
    }

    private static string[] Split(string names) => names.Split(' ');
}
