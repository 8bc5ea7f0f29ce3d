using System;
using System.Globalization;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>How a time is written: as a date, in UTC, in a zone, or floating (RFC 5545 section 3.3.5).</summary>
internal sealed class TimeForm
{
    private readonly bool _isUtc;
    private readonly string? _zoneId;
    private readonly TimeZoneInfo? _zone;

    private TimeForm(bool isDate, bool isUtc, string? zoneId, TimeZoneInfo? zone)
    {
        IsDate = isDate;
        _isUtc = isUtc;
        _zoneId = zoneId;
        _zone = zone;
    }

    public static TimeForm Date { get; } = new(true, false, null, null);

    public static TimeForm Utc { get; } = new(false, true, null, null);

    public bool IsDate { get; }

    /// <summary>In a zone this machine knows.</summary>
    /// <exception cref="InvalidCalendarDataException">It knows none of that name.</exception>
    public static TimeForm InZone(string zoneId) => new(false, false, zoneId, RequireZone(zoneId));

    /// <summary>The zone of a name.</summary>
    /// <exception cref="InvalidCalendarDataException">This machine knows none.</exception>
    public static TimeZoneInfo RequireZone(string zoneId) => TimeZoneCatalog.Find(zoneId) ?? throw new InvalidCalendarDataException(
        $"This machine knows no time zone '{CalendarError.Excerpt(zoneId)}'. Names are those of the time zone database, for example Europe/Berlin.");

    /// <summary>The form a property has now.</summary>
    public static TimeForm Of(CalendarProperty property)
    {
        DateTimeValue? value = DateTimeValue.Parse(property.Value.Trim());
        if (value is { IsDate: true } || string.Equals(property.GetParameter("VALUE"), "DATE", StringComparison.OrdinalIgnoreCase)) return Date;
        if (value is { IsUtc: true }) return Utc;
        string? zoneId = property.GetParameter("TZID");
        return new TimeForm(false, false, zoneId, string.IsNullOrEmpty(zoneId) ? null : TimeZoneCatalog.Find(zoneId!));
    }

    /// <summary>
    /// Writes a time into the first property of a name, which is added when missing. The inverse of what is displayed: local time becomes
    /// the zone's; a zone this machine does not know, and a floating time, take the wall clock as given.
    /// </summary>
    public void Write(CalendarComponent component, string name, DateTime time)
    {
        CalendarProperty? property = component.GetProperty(name);
        string value = Text(time);
        if (property is null) component.Add(property = new CalendarProperty(name, value));
        else property.Value = value;
        SetParameter(property, "VALUE", IsDate ? "DATE" : null);
        SetParameter(property, "TZID", _zoneId);
    }

    /// <summary>A time as the clock here shows it.</summary>
    public static DateTime Local(DateTime time) => time.Kind == DateTimeKind.Utc ? time.ToLocalTime() : time;

    private static void SetParameter(CalendarProperty property, string name, string? value)
    {
        if (property.GetParameter(name) == value) return;
        if (value is null) property.RemoveParameter(name);
        else property.SetParameter(name, value);
    }

    private string Text(DateTime time)
    {
        if (IsDate) return Local(time).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (_isUtc) return Instant(time).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        DateTime wallClock = _zone is null ? Local(time) : TimeZoneInfo.ConvertTimeFromUtc(Instant(time), _zone);
        return wallClock.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
    }

    private static DateTime Instant(DateTime time) => time.ToUniversalTime();
}
