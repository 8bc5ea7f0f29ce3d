using System;
using System.Collections.Generic;

namespace CalDavSync.ICalendar;

/// <summary>One change of a zone's offset.</summary>
/// <param name="WallClock">The local time at which it happens, by the offset before.</param>
/// <param name="Before">The offset before.</param>
/// <param name="After">The offset from then on.</param>
internal readonly record struct ZoneTransition(DateTime WallClock, TimeSpan Before, TimeSpan After)
{
    public bool IsDaylight => After > Before;

    /// <summary>Changes of one kind come from one rule.</summary>
    public string Kind => Before + ">" + After;

    /// <summary>The changes from the beginning of one year to the end of another, found by asking for offsets: rules differ between platforms.</summary>
    public static IReadOnlyList<ZoneTransition> Between(TimeZoneInfo zone, int firstYear, int lastYear)
    {
        var found = new List<ZoneTransition>();
        var end = new DateTime(lastYear, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        for (var day = new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc); day < end; day = day.AddDays(1))
        {
            TimeSpan before = zone.GetUtcOffset(day);
            TimeSpan after = zone.GetUtcOffset(day.AddDays(1));
            if (before != after) found.Add(new ZoneTransition(Instant(zone, day, before) + before, before, after));
        }

        return found;
    }

    // The first minute of the day with another offset.
    private static DateTime Instant(TimeZoneInfo zone, DateTime day, TimeSpan before)
    {
        int low = 0;
        int high = 24 * 60;
        while (low + 1 < high)
        {
            int middle = (low + high) / 2;
            if (zone.GetUtcOffset(day.AddMinutes(middle)) == before) low = middle;
            else high = middle;
        }

        return DateTime.SpecifyKind(day.AddMinutes(high), DateTimeKind.Unspecified);
    }
}
