using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>A DATE or DATE-TIME value as written (RFC 5545 sections 3.3.4 and 3.3.5): a wall clock, not yet an instant.</summary>
internal readonly record struct DateTimeValue(DateTime WallClock, bool IsDate, bool IsUtc)
{
    private const int DateLength = 8;
    private const int DateTimeLength = 15;

    /// <summary>Reads 20260102, 20260102T030405 or 20260102T030405Z; null for anything else.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static DateTimeValue? Parse(string value)
    {
        if (value.Length < DateLength) return null;
        int year = Digits(value, 0, 4), month = Digits(value, 4, 2), day = Digits(value, 6, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (value.Length == DateLength) return new DateTimeValue(date, true, false);

        bool utc = value.Length == DateTimeLength + 1 && value[DateTimeLength] is 'Z' or 'z';
        if (value.Length != DateTimeLength && !utc || value[DateLength] is not ('T' or 't')) return null;
        int hour = Digits(value, 9, 2), minute = Digits(value, 11, 2), second = Digits(value, 13, 2);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return null;
        // 60 is a leap second, which DateTime does not have.
        return new DateTimeValue(date.Add(new TimeSpan(hour, minute, Math.Min(second, 59))), false, utc);
    }

    /// <summary>Another time in the form of this one: a date, UTC, or a bare wall clock.</summary>
    public string ToText(DateTime wallClock)
    {
        string format = IsDate ? "yyyyMMdd" : IsUtc ? "yyyyMMdd'T'HHmmss'Z'" : "yyyyMMdd'T'HHmmss";
        return wallClock.ToString(format, CultureInfo.InvariantCulture);
    }

    [MethodImpl(Compiled.AtOnce)]
    private static int Digits(string value, int start, int count)
    {
        int number = 0;
        for (int i = start; i < start + count; i++)
        {
            if (value[i] is < '0' or > '9') return -1;
            number = number * 10 + (value[i] - '0');
        }

        return number;
    }
}
