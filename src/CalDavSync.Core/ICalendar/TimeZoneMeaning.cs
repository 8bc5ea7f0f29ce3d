using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>What a VTIMEZONE says about its offsets, in one form for all spellings: two definitions with the same text are the same zone.</summary>
internal static class TimeZoneMeaning
{
    /// <summary>
    /// The text. Programs write the zones of the time zone database with more or less history, and nobody means another zone by that: of those
    /// only the rules in force count. Of a zone that only its own definition tells anything about, every line counts that moves a time.
    /// </summary>
    public static string Of(CalendarComponent zone, string id)
    {
        List<CalendarComponent> observances = zone.Components.ToList();
        if (TimeZoneCatalog.Find(id) is null) return Join(observances.Select(All));
        List<CalendarComponent> endless = observances.Where(IsEndless).ToList();
        if (endless.Count > 0) return Join(endless.Select(Present));
        return observances.OrderBy(observance => Value(observance, "DTSTART"), StringComparer.Ordinal).LastOrDefault() is { } last ? Offset(last, "TZOFFSETTO") : string.Empty;
    }

    private static string Join(IEnumerable<string> observances) => string.Join("\n", observances.Distinct().OrderBy(line => line, StringComparer.Ordinal));

    private static string All(CalendarComponent observance) =>
        $"{Value(observance, "DTSTART")} {Offset(observance, "TZOFFSETFROM")} {Offset(observance, "TZOFFSETTO")} {Rules(observance)} {Lines(observance, "RDATE")} {Lines(observance, "EXDATE")}";

    private static string Present(CalendarComponent observance)
    {
        string start = Value(observance, "DTSTART");
        return $"{start.Substring(start.IndexOf('T') + 1)} {Offset(observance, "TZOFFSETTO")} {Rules(observance)}";
    }

    private static bool IsEndless(CalendarComponent observance) =>
        observance.GetValue("RRULE") is { } rule && !rule.ToUpperInvariant().Split(';').Any(part => part.Trim().StartsWith("UNTIL=", StringComparison.Ordinal));

    private static string Rules(CalendarComponent observance) => string.Join(",", observance.GetProperties("RRULE")
        .Select(rule => string.Join(";", rule.Value.ToUpperInvariant().Split(';')
            .Select(part => part.Trim())
            .Where(part => part.Length > 0 && !ComparisonRules.DefaultRuleParts.Contains(part))
            .OrderBy(part => part, StringComparer.Ordinal)))
        .OrderBy(rule => rule, StringComparer.Ordinal));

    private static string Lines(CalendarComponent observance, string name) =>
        string.Join(",", observance.GetProperties(name).SelectMany(line => line.Value.Split(',')).Select(value => value.Trim()).OrderBy(value => value, StringComparer.Ordinal));

    // +010000 is +0100.
    private static string Offset(CalendarComponent observance, string name)
    {
        string value = Value(observance, name);
        return value.Length == 7 && value.EndsWith("00", StringComparison.Ordinal) ? value.Substring(0, 5) : value;
    }

    private static string Value(CalendarComponent observance, string name) => observance.GetValue(name)?.Trim().ToUpperInvariant() ?? string.Empty;
}
