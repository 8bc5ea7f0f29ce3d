using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// Tells whether an RRULE (RFC 5545 section 3.3.10) can generate a given wall-clock time. It refuses only what is certainly no
/// instance: parts that would need the whole set expanded (BYSETPOS, BYWEEKNO, BYYEARDAY, RSCALE, COUNT with other parts) are not held against it.
/// </summary>
internal sealed class RecurrenceRule
{
    private static readonly TimeSpan LongestSearch = TimeSpan.FromDays(400);
    private static readonly string[] Weekdays = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
    private readonly Dictionary<string, string> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _interval;

    public RecurrenceRule(string value)
    {
        foreach (string part in value.Split(';'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0) _parts[part.Substring(0, equals).Trim()] = part.Substring(equals + 1).Trim().ToUpperInvariant();
        }

        _interval = Math.Max(1, Number("INTERVAL") ?? 1);
    }

    /// <summary>UNTIL as written; null without one.</summary>
    public string? Until => Part("UNTIL");

    public bool MayGenerate(DateTime start, DateTime candidate)
    {
        if (candidate < start) return false;
        if (!IsOfDays || Has("RSCALE", "BYWEEKNO", "BYYEARDAY")) return true;
        string frequency = Part("FREQ")!;
        if (candidate.TimeOfDay != start.TimeOfDay && !Has("BYHOUR", "BYMINUTE", "BYSECOND")) return false;
        long periods = PeriodsBetween(frequency, start, candidate);
        if (periods % _interval != 0) return false;
        if (Number("COUNT") is { } count && !_parts.Keys.Any(key => key.StartsWith("BY", StringComparison.OrdinalIgnoreCase)) && periods / _interval >= count) return false;
        return FitsMonth(frequency, start, candidate) && FitsDay(frequency, start, candidate);
    }

    /// <summary>Whether an instance that takes this long may take place between two times of the wall clock. Long and open ranges are not looked through.</summary>
    public bool MayOccur(DateTime start, TimeSpan length, DateTime? after, DateTime? before)
    {
        if (length < TimeSpan.Zero || length > LongestSearch || after is not { } first || first - DateTime.MinValue < length) return true;
        // An end in UTC may be that of a neighbouring day.
        DateTimeValue? until = Until is { } written ? DateTimeValue.Parse(written) : null;
        TimeSpan margin = TimeSpan.FromDays(until is { IsUtc: true } ? 1 : 0);
        DateTime? end = until?.WallClock.Date;
        if (first.Date - end > length + margin) return false;
        if (before is not { } last || last - first > LongestSearch || !IsOfDays || Has("BYHOUR", "BYMINUTE", "BYSECOND")) return true;
        for (DateTime day = (first - length).Date; day <= last; day = day.AddDays(1))
        {
            DateTime instance = day + start.TimeOfDay;
            bool isInside = instance < last && (instance + length > first || (length == TimeSpan.Zero && instance >= first));
            if (isInside && !(instance.Date - end > margin) && MayGenerate(start, instance)) return true;
        }

        return false;
    }

    private bool IsOfDays => Part("FREQ") is "DAILY" or "WEEKLY" or "MONTHLY" or "YEARLY";

    private long PeriodsBetween(string frequency, DateTime start, DateTime candidate) => frequency switch
    {
        "DAILY" => (candidate.Date - start.Date).Days,
        "WEEKLY" => (WeekOf(candidate) - WeekOf(start)).Days / 7,
        "MONTHLY" => (candidate.Year - start.Year) * 12 + candidate.Month - start.Month,
        _ => candidate.Year - start.Year,
    };

    private TimeSpan WeekOf(DateTime day)
    {
        int first = Math.Max(Array.IndexOf(Weekdays, Part("WKST") ?? "MO"), 0);
        int since = ((int)day.DayOfWeek - first + 7) % 7;
        return TimeSpan.FromDays(day.Date.Subtract(DateTime.MinValue).Days - since);
    }

    private bool FitsMonth(string frequency, DateTime start, DateTime candidate)
    {
        if (Part("BYMONTH") is { } months) return months.Split(',').Contains(candidate.Month.ToString(CultureInfo.InvariantCulture));
        return frequency != "YEARLY" || Has("BYMONTHDAY", "BYDAY") || candidate.Month == start.Month;
    }

    private bool FitsDay(string frequency, DateTime start, DateTime candidate)
    {
        if (Part("BYMONTHDAY") is { } days && !days.Split(',').Any(day => IsMonthDay(day, candidate))) return false;
        if (Part("BYDAY") is { } weekdays) return weekdays.Split(',').Any(weekday => IsWeekday(weekday, frequency, candidate));
        if (Has("BYMONTHDAY")) return true;
        return frequency switch
        {
            "DAILY" => true,
            "WEEKLY" => candidate.DayOfWeek == start.DayOfWeek,
            _ => candidate.Day == start.Day,
        };
    }

    private static bool IsMonthDay(string written, DateTime candidate)
    {
        if (!int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int day)) return true;
        return day > 0 ? candidate.Day == day : candidate.Day == DateTime.DaysInMonth(candidate.Year, candidate.Month) + 1 + day;
    }

    private bool IsWeekday(string written, string frequency, DateTime candidate)
    {
        string weekday = Weekdays[(int)candidate.DayOfWeek];
        if (!written.EndsWith(weekday, StringComparison.Ordinal)) return false;
        if (!int.TryParse(written.Substring(0, written.Length - 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int nth)) return true;
        // In a YEARLY rule without BYMONTH the number counts through the year.
        if (frequency != "MONTHLY" && !Has("BYMONTH")) return true;
        int fromEnd = DateTime.DaysInMonth(candidate.Year, candidate.Month) - candidate.Day;
        return nth > 0 ? (candidate.Day - 1) / 7 == nth - 1 : fromEnd / 7 == -nth - 1;
    }

    private string? Part(string name) => _parts.TryGetValue(name, out string? value) ? value : null;

    private int? Number(string name) =>
        int.TryParse(Part(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private bool Has(params string[] names) => names.Any(_parts.ContainsKey);
}
