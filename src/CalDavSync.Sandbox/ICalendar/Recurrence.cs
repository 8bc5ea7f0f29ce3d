using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>
/// The occurrences of one component, approximated: FREQ, INTERVAL, COUNT, UNTIL, weekly BYDAY, RDATE and EXDATE are exact
/// (in UTC, so an occurrence beyond a change of daylight saving time is an hour off); any other rule counts as
/// happening at every moment between its start and its end. A filter may so return too much, never too little.
/// </summary>
internal sealed class Recurrence
{
    private const int MaximumSteps = 20_000;
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private readonly DateTime _start;
    private readonly TimeSpan _length;
    private readonly IReadOnlyDictionary<string, string>? _rule;
    private readonly HashSet<DateTime> _excluded;
    private readonly List<DateTime> _added;

    public Recurrence(string component, DateTime start, TimeSpan length, ICalComponent source)
    {
        Component = component;
        _start = start;
        _length = length;
        _rule = source.Line("RRULE") is { } rule ? ReadRule(rule.Value) : null;
        _excluded = new HashSet<DateTime>(Dates(source, "EXDATE"));
        _added = Dates(source, "RDATE").ToList();
    }

    private Recurrence(string component)
        : this(component, DateTime.MinValue, DateTime.MaxValue - DateTime.MinValue, ICalComponent.Parse("BEGIN:VCALENDAR\nEND:VCALENDAR"))
    {
    }

    public string Component { get; }

    public static Recurrence Always(string component) => new(component);

    public bool Overlaps(DateTime start, DateTime end)
    {
        if (_added.Any(date => Hits(date, start, end))) return true;
        if (_rule is null) return Hits(_start, start, end);
        if (_start >= end + Slack) return false;
        DateTime last = Until;
        if (!IsExact) return last + _length + Slack > start;

        int count = _rule.TryGetValue("COUNT", out string? limit) && int.TryParse(limit, out int parsed) ? parsed : int.MaxValue;
        int steps = 0;
        foreach (DateTime occurrence in Occurrences())
        {
            if (occurrence > last || occurrence >= end + Slack || count-- <= 0) return false;
            if (!_excluded.Contains(occurrence) && Hits(occurrence, start - Slack, end + Slack)) return true;
            if (++steps > MaximumSteps) return true;
        }

        return false;
    }

    private DateTime Until => _rule!.TryGetValue("UNTIL", out string? until) && ICalTime.Parse(until) is { } time
        ? time.TimeOfDay == TimeSpan.Zero ? time.AddDays(1) : time
        : DateTime.MaxValue - TimeSpan.FromDays(4000);

    private bool IsExact => _rule!.Keys.All(key => key is "FREQ" or "INTERVAL" or "COUNT" or "UNTIL" or "WKST"
        || (key == "BYDAY" && _rule["FREQ"] == "WEEKLY")) && _rule["FREQ"] is "DAILY" or "WEEKLY" or "MONTHLY" or "YEARLY";

    private bool Hits(DateTime occurrence, DateTime start, DateTime end)
    {
        DateTime finish = DateTime.MaxValue - _length < occurrence ? DateTime.MaxValue : occurrence + _length;
        return occurrence < end && (finish > start || (_length == TimeSpan.Zero && occurrence >= start));
    }

    private IEnumerable<DateTime> Occurrences()
    {
        int interval = _rule!.TryGetValue("INTERVAL", out string? text) && int.TryParse(text, out int parsed) && parsed > 0 ? parsed : 1;
        List<int> days = Weekdays();
        for (int step = 0; ; step++)
        {
            DateTime? period = Step((long)step * interval);
            if (period is null) yield break;
            if (days.Count == 0)
            {
                if (period.Value.Day == _start.Day || _rule["FREQ"] is "DAILY" or "WEEKLY") yield return period.Value;
                continue;
            }

            DateTime monday = period.Value.AddDays(-(((int)_start.DayOfWeek + 6) % 7));
            foreach (DateTime day in days.Select(offset => monday.AddDays(offset)).Where(day => day >= _start)) yield return day;
        }
    }

    private DateTime? Step(long count)
    {
        try
        {
            return _rule!["FREQ"] switch
            {
                "DAILY" => _start.AddDays(count),
                "WEEKLY" => _start.AddDays(7 * count),
                "MONTHLY" => _start.AddMonths((int)count),
                _ => _start.AddYears((int)count),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private List<int> Weekdays()
    {
        if (!_rule!.TryGetValue("BYDAY", out string? names)) return new List<int>();
        string[] order = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
        return names.Split(',').Select(name => Array.IndexOf(order, name)).Where(day => day >= 0).OrderBy(day => day).ToList();
    }

    private static Dictionary<string, string> ReadRule(string value)
    {
        Dictionary<string, string> rule = new(StringComparer.Ordinal) { ["FREQ"] = string.Empty };
        foreach (string part in value.Split(';'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0) rule[part.Substring(0, equals).ToUpperInvariant()] = part.Substring(equals + 1).ToUpper(CultureInfo.InvariantCulture);
        }

        return rule;
    }

    private static IEnumerable<DateTime> Dates(ICalComponent source, string name) =>
        from line in source.Lines
        where line.Name == name
        from value in line.Value.Split(',')
        let zone = line.Parameter("TZID")
        let time = ICalTime.Read(new ContentLine(zone is null ? name + ":" + value : name + ";TZID=" + zone + ":" + value))
        where time is not null
        select time.Value;
}
