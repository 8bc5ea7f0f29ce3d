using System;
using System.Globalization;
using System.Xml;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>DATE, DATE-TIME and DURATION values of RFC 5545; zoned times by the time zones of this machine, unknown zones as UTC.</summary>
internal static class ICalTime
{
    /// <summary>The start of a date property in UTC, or null when it cannot be read.</summary>
    public static DateTime? Read(ContentLine? line)
    {
        if (line is null) return null;
        DateTime? local = Parse(line.Value);
        if (local is null || line.Value.EndsWith("Z", StringComparison.Ordinal)) return local;
        return line.Parameter("TZID") is { } zone ? FromZone(local.Value, zone) : local;
    }

    public static bool IsDate(ContentLine line) => line.Value.Length == 8;

    /// <summary>The digits of a value, taken as UTC.</summary>
    public static DateTime? Parse(string value)
    {
        string[] formats = { "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss", "yyyyMMdd" };
        return DateTime.TryParseExact(
            value.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? time
            : null;
    }

    public static TimeSpan? ReadDuration(ContentLine? line)
    {
        if (line is null) return null;
        string value = line.Value.TrimStart('+');
        try
        {
            if (!value.EndsWith("W", StringComparison.Ordinal)) return XmlConvert.ToTimeSpan(value);
            string weeks = value.TrimStart('-').TrimStart('P').TrimEnd('W');
            double days = 7 * double.Parse(weeks, NumberStyles.None, CultureInfo.InvariantCulture);
            return TimeSpan.FromDays(value[0] == '-' ? -days : days);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static DateTime FromZone(DateTime local, string zone)
    {
        try
        {
            TimeZoneInfo info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            DateTime unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
            return DateTime.SpecifyKind(unspecified - info.GetUtcOffset(unspecified), DateTimeKind.Utc);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            return local;
        }
    }
}
