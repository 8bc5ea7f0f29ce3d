using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>A DURATION value (RFC 5545 section 3.3.6): days are nominal (they follow the wall clock), the rest is exact.</summary>
internal readonly record struct DurationValue(int Days, TimeSpan Time)
{
    private const int MaximumDigits = 8;
    private const long MaximumDays = 4_000_000;
    private const long MaximumSeconds = MaximumDays * 86_400;

    /// <summary>Reads [+/-]P15DT5H0M20S or P7W; null for anything else, and for what exceeds all calendars.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static DurationValue? Parse(string value)
    {
        int position = 0;
        int sign = 1;
        if (value.Length > 0 && value[0] is '+' or '-') sign = value[position++] == '-' ? -1 : 1;
        if (position >= value.Length || value[position++] is not ('P' or 'p') || position == value.Length) return null;

        long days = 0;
        long seconds = 0;
        bool inTime = false;
        while (position < value.Length)
        {
            if (!inTime && value[position] is 'T' or 't')
            {
                inTime = true;
                position++;
                continue;
            }

            int start = position;
            long number = 0;
            for (; position < value.Length && value[position] is >= '0' and <= '9'; position++) number = number * 10 + (value[position] - '0');
            if (position == start || position - start > MaximumDigits || position == value.Length) return null;
            switch (char.ToUpperInvariant(value[position++]))
            {
                case 'W' when !inTime: days += number * 7; break;
                case 'D' when !inTime: days += number; break;
                case 'H' when inTime: seconds += number * 3600; break;
                case 'M' when inTime: seconds += number * 60; break;
                case 'S' when inTime: seconds += number; break;
                default: return null;
            }
        }

        return days > MaximumDays || seconds > MaximumSeconds ? null : new DurationValue(sign * (int)days, TimeSpan.FromSeconds(sign * seconds));
    }
}
