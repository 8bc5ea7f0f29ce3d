using System;
using System.Collections.Generic;

namespace CalDavSync.ICalendar;

/// <summary>A yearly change on the nth or last weekday of a month, the shape of nearly all daylight saving rules.</summary>
internal sealed class YearlyRule
{
    private readonly int _month;
    private readonly DayOfWeek _weekday;
    private readonly int _nth;
    private readonly TimeSpan _time;

    private YearlyRule(DateTime example, int nth)
    {
        _month = example.Month;
        _weekday = example.DayOfWeek;
        _nth = nth;
        _time = example.TimeOfDay;
    }

    /// <summary>The rule all transitions follow, one in each year; null when there is none.</summary>
    public static YearlyRule? Find(IReadOnlyList<ZoneTransition> transitions, int firstYear, int yearsAhead)
    {
        if (transitions.Count != yearsAhead + 1) return null;
        foreach (int nth in new[] { -1, 1, 2, 3, 4 })
        {
            var rule = new YearlyRule(transitions[0].WallClock, nth);
            bool holds = true;
            for (int i = 0; i < transitions.Count && holds; i++) holds = rule.In(firstYear + i) == transitions[i].WallClock;
            if (holds) return rule;
        }

        return null;
    }

    /// <summary>The local time of the change in a year.</summary>
    public DateTime In(int year)
    {
        if (_nth > 0)
        {
            var first = new DateTime(year, _month, 1);
            return first.AddDays((_weekday - first.DayOfWeek + 7) % 7 + 7 * (_nth - 1)) + _time;
        }

        var last = new DateTime(year, _month, DateTime.DaysInMonth(year, _month));
        return last.AddDays(-((last.DayOfWeek - _weekday + 7) % 7)) + _time;
    }

    /// <summary>As a RECUR value.</summary>
    public override string ToString() => $"FREQ=YEARLY;BYMONTH={_month};BYDAY={_nth}{_weekday.ToString().Substring(0, 2).ToUpperInvariant()}";
}
