using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>A date or time with its zone, on its way from the written wall clock to what a person here is shown.</summary>
internal readonly struct ItemTime
{
    private readonly DateTimeValue _value;
    private readonly TimeZoneInfo? _zone;

    private ItemTime(DateTimeValue value, string? timeZoneId)
    {
        _value = value;
        TimeZoneId = value.IsDate ? null : value.IsUtc ? "UTC" : timeZoneId;
        _zone = value.IsUtc ? TimeZoneInfo.Utc : TimeZoneId == null ? null : TimeZoneCatalog.Find(TimeZoneId);
    }

    public bool IsDate => _value.IsDate;

    /// <summary>The TZID as written, UTC, or null for floating times and dates.</summary>
    public string? TimeZoneId { get; }

    /// <summary>Reads DTSTART, DTEND, DUE and their like; null when the value is malformed.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static ItemTime? Read(in ContentLine line) => Read(line, line.TrimmedValue);

    /// <summary>The same for one of the values of a line with several.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static ItemTime? Read(in ContentLine line, string written)
    {
        DateTimeValue? value = DateTimeValue.Parse(written);
        if (value == null) return null;
        if (!line.HasParameters) return new ItemTime(value.Value, null);
        bool declaredDate = string.Equals(line.GetParameter("VALUE"), "DATE", StringComparison.OrdinalIgnoreCase);
        if (declaredDate) value = new DateTimeValue(value.Value.WallClock.Date, true, false);
        string? timeZoneId = line.GetParameter("TZID");
        return new ItemTime(value.Value, timeZoneId is { Length: > 0 } ? timeZoneId : null);
    }

    /// <summary>As written.</summary>
    public DateTimeValue Value => _value;

    /// <summary>The instant in UTC; null for dates, floating times and unknown zones.</summary>
    public DateTime? Instant => _zone == null ? null : new DateTime((_value.WallClock - OffsetAt(_value.WallClock, _zone)).Ticks, DateTimeKind.Utc);

    /// <summary>The wall clock of this time's zone at an instant; null when the zone is not known.</summary>
    public DateTime? WallClockAt(DateTime instant) =>
        _zone == null ? null : DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(instant, _zone), DateTimeKind.Unspecified);

    /// <summary>An instant becomes local time; a date, a floating time and a time in an unknown zone stay the wall clock.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public DateTime ToDisplay() => ToDisplay(_value.WallClock, TimeSpan.Zero);

    /// <summary>The same, a duration later: days by the wall clock of the zone, hours by elapsed time. Null beyond the calendar's end.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public DateTime? ToDisplay(DurationValue later)
    {
        try
        {
            return ToDisplay(_value.WallClock.AddDays(later.Days), later.Time);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    [MethodImpl(Compiled.AtOnce)]
    private DateTime ToDisplay(DateTime wallClock, TimeSpan elapsed)
    {
        if (_zone == null) return wallClock + elapsed;
        long ticks = (wallClock - OffsetAt(wallClock, _zone) + elapsed).Ticks;
        return new DateTime(ticks, DateTimeKind.Utc).ToLocalTime();
    }

    /// <summary>
    /// RFC 5545 section 3.3.5: an hour that comes twice means its first occurrence, an hour that is left out counts with the offset
    /// before the gap (which is what TimeZoneInfo answers for it).
    /// </summary>
    private static TimeSpan OffsetAt(DateTime wallClock, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc)) return TimeSpan.Zero;
        TimeSpan offset = zone.GetUtcOffset(wallClock);
        if (zone.IsAmbiguousTime(wallClock))
        {
            foreach (TimeSpan candidate in zone.GetAmbiguousTimeOffsets(wallClock))
            {
                if (candidate > offset) offset = candidate;
            }
        }

        // At the very ends of the calendar there is no UTC to go to.
        long utc = wallClock.Ticks - offset.Ticks;
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks ? TimeSpan.Zero : offset;
    }
}
