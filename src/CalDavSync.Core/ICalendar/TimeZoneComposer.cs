using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// Writes VTIMEZONE (RFC 5545 section 3.6.5) for a zone this machine knows: the rules in force in a given year, as far back and forward as
/// they hold. Who reads the name knows the history better than any such text.
/// </summary>
internal static class TimeZoneComposer
{
    private const int YearsAhead = 10;
    private const string WallClock = "yyyyMMdd'T'HHmmss";

    /// <summary>The component.</summary>
    /// <exception cref="Errors.InvalidCalendarDataException">This machine knows no such zone.</exception>
    public static CalendarComponent Compose(string zoneId, int year)
    {
        TimeZoneInfo zone = TimeForm.RequireZone(zoneId);
        var component = new CalendarComponent(ComponentName.TimeZone);
        component.Add(new CalendarProperty("TZID", TextValue.Escape(zoneId)));
        IReadOnlyList<ZoneTransition> all = ZoneTransition.Between(zone, year, year + YearsAhead);
        if (all.Count == 0)
        {
            TimeSpan offset = zone.GetUtcOffset(new DateTime(year, 7, 1, 0, 0, 0, DateTimeKind.Utc));
            component.Add(Observance("STANDARD", offset, offset, new DateTime(1970, 1, 1)));
            return component;
        }

        foreach (IGrouping<string, ZoneTransition> kind in all.GroupBy(transition => transition.Kind))
        {
            ZoneTransition[] transitions = kind.ToArray();
            YearlyRule? rule = YearlyRule.Find(transitions, year, YearsAhead);
            DateTime first = rule?.In(1970) ?? transitions[0].WallClock;
            CalendarComponent observance = Observance(transitions[0].IsDaylight ? "DAYLIGHT" : "STANDARD", transitions[0].Before, transitions[0].After, first);
            if (rule is not null) observance.Add(new CalendarProperty("RRULE", rule.ToString()));
            else if (transitions.Length > 1)
            {
                string dates = string.Join(",", transitions.Skip(1).Select(transition => transition.WallClock.ToString(WallClock, CultureInfo.InvariantCulture)));
                observance.Add(new CalendarProperty("RDATE", dates));
            }

            component.Add(observance);
        }

        return component;
    }

    /// <summary>A whole VCALENDAR, as CALDAV:calendar-timezone wants it (RFC 4791 section 5.2.2).</summary>
    public static string ComposeCalendar(string zoneId, int year)
    {
        var calendar = new CalendarComponent(ComponentName.Calendar);
        calendar.Add(new CalendarProperty("VERSION", "2.0"));
        calendar.Add(new CalendarProperty("PRODID", ItemComposer.ProductId));
        calendar.Add(Compose(zoneId, year));
        return calendar.ToString();
    }

    private static CalendarComponent Observance(string name, TimeSpan before, TimeSpan after, DateTime start)
    {
        var observance = new CalendarComponent(name);
        observance.Add(new CalendarProperty("DTSTART", start.ToString(WallClock, CultureInfo.InvariantCulture)));
        observance.Add(new CalendarProperty("TZOFFSETFROM", Offset(before)));
        observance.Add(new CalendarProperty("TZOFFSETTO", Offset(after)));
        return observance;
    }

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Seconds == 0 ? "hhmm" : "hhmmss", CultureInfo.InvariantCulture);
}
