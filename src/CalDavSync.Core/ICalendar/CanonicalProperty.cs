using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>Writes a property in the one form that all its equivalent spellings share.</summary>
internal static class CanonicalProperty
{
    private const string MailScheme = "mailto:";

    /// <summary>One line per value of a list, one for everything else; none when the property means the same as its absence.</summary>
    public static IEnumerable<string> Write(CalendarProperty property)
    {
        string name = property.Name;
        if (property.Value.Trim().Length == 0) yield break;
        string parameters = Parameters(property);
        IEnumerable<string> values = ComparisonRules.Lists.Contains(name) ? ValueList.Split(property.Value).Select(value => value.Trim()) : new[] { property.Value };
        foreach (string value in values.Where(value => value.Length > 0))
        {
            string canonical = Value(property, value);
            bool isDefault = ComparisonRules.DefaultValues.TryGetValue(name, out string? usual) && usual == canonical;
            if (!isDefault) yield return parameters + ":" + canonical;
        }
    }

    /// <summary>A time as an instant when its zone is known, which is enough to recognize an instance by.</summary>
    public static string Instant(ItemTime time) => time.Instant is { } instant ? Text(new DateTimeValue(instant, false, true)) : Text(time.Value);

    private static string Parameters(CalendarProperty property)
    {
        IEnumerable<string> written =
            from parameter in property.Parameters
            let name = parameter.Name.ToUpperInvariant()
            where name is not ("VALUE" or "TZID") && !ComparisonRules.Contains(ComparisonRules.IgnoredParameters, name)
            let values = parameter.Values.Select(value => ParameterValue(name, value)).OrderBy(value => value, StringComparer.Ordinal)
            let canonical = PropertyParameter.Write(name, values)
            where !(ComparisonRules.DefaultParameters.TryGetValue(name, out string? usual) && canonical == $";{name}={usual}")
            orderby canonical
            select canonical;
        return string.Concat(written);
    }

    private static string ParameterValue(string name, string value) => ComparisonRules.KeywordParameters.Contains(name) ? value.ToUpperInvariant() : Address(value);

    private static string Value(CalendarProperty property, string value)
    {
        string name = property.Name;
        string trimmed = value.Trim();
        if (ComparisonRules.Instants.Contains(name) && property.ReadTime(trimmed) is { } instance) return Instant(instance);
        if (ComparisonRules.Times.Contains(name) && property.ReadTime(trimmed) is { } time) return Time(time);
        if (ComparisonRules.Durations.Contains(name) && DurationValue.Parse(trimmed) is { } duration) return $"{duration.Days}d{duration.Time.TotalSeconds}s";
        if (ComparisonRules.Rules.Contains(name)) return Rule(trimmed);
        if (name == "GEO") return Position(TextValue.Unescape(trimmed));
        if (ComparisonRules.KeywordProperties.Contains(name)) return trimmed.ToUpperInvariant();
        return ComparisonRules.DefaultValues.ContainsKey(name) ? trimmed : TextValue.Escape(TextValue.Unescape(Address(value)));
    }

    private static string Time(ItemTime time)
    {
        if (time.Value.IsDate || time.TimeZoneId == null) return Text(time.Value);
        string zone = TimeZoneCatalog.NameOf(time.TimeZoneId);
        return ReferenceEquals(TimeZoneCatalog.Find(zone), TimeZoneInfo.Utc) || zone is "UTC" or "Etc/UTC" ? Text(time.Value with { IsUtc = true }) : $"{zone} {Text(time.Value)}";
    }

    private static string Text(DateTimeValue value) => value.ToText(value.WallClock);

    private static string Rule(string value) => string.Join(";", value.ToUpperInvariant().Split(';')
        .Select(part => part.Trim())
        .Where(part => part.Length > 0 && !ComparisonRules.DefaultRuleParts.Contains(part))
        .OrderBy(part => part, StringComparer.Ordinal));

    // Six decimals are within one metre, and all that the standard asks for (RFC 5545 section 3.8.1.6).
    private static string Position(string value) => string.Join(";", value.Split(';').Select(part =>
        decimal.TryParse(part.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal degrees)
            ? (Math.Round(degrees, 6, MidpointRounding.AwayFromZero) + 0m).ToString("0.######", CultureInfo.InvariantCulture)
            : part));

    private static string Address(string value) =>
        value.StartsWith(MailScheme, StringComparison.OrdinalIgnoreCase) ? MailScheme + value.Substring(MailScheme.Length) : value;
}
