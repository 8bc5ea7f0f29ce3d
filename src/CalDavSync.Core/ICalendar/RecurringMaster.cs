using System;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>A master component as the source of instances: which ones it has, and the override that stands for one of them.</summary>
internal sealed class RecurringMaster
{
    private readonly CalendarComponent _master;
    private readonly CalendarProperty _startProperty;
    private readonly ItemTime _start;

    private RecurringMaster(CalendarComponent master, CalendarProperty startProperty, ItemTime start)
    {
        _master = master;
        _startProperty = startProperty;
        _start = start;
    }

    /// <summary>Null when the component has no readable DTSTART, and so no instances.</summary>
    public static RecurringMaster? Of(CalendarComponent master) =>
        master.GetProperty("DTSTART") is { } property && property.Time is { } start ? new RecurringMaster(master, property, start) : null;

    /// <summary>
    /// The override for the instance of a RECURRENCE-ID value (section 11.2 of the VPATCH draft): the master without its recurrence
    /// properties, moved to the instance. Null when the master has no such instance.
    /// </summary>
    public CalendarComponent? CreateOverride(string recurrenceId)
    {
        DateTimeValue? written = DateTimeValue.Parse(recurrenceId);
        DateTime? instance = written == null ? null : InOwnZone(written.Value, written.Value.IsUtc ? written.Value.WallClock : null);
        if (instance == null || !Generates(instance.Value)) return null;

        CalendarComponent changed = _master.Copy();
        foreach (string name in new[] { "RRULE", "RDATE", "EXDATE", "EXRULE" }) changed.RemoveProperties(name);
        CalendarProperty id = CalendarProperty.FromContent("RECURRENCE-ID" + _startProperty.Content.Substring(_startProperty.Name.Length));
        id.Value = _start.Value.ToText(instance.Value);
        changed.Insert(changed.GetProperty("UID") is { } uid ? changed.IndexOf(uid) + 1 : 0, id);
        TimeSpan shift = instance.Value - _start.Value.WallClock;
        foreach (string name in new[] { "DTSTART", "DTEND", "DUE" })
        {
            if (changed.GetProperty(name) is { } property && property.Time is { } time) property.Value = time.Value.ToText(Shift(time.Value.WallClock, shift));
        }

        return changed;
    }

    private bool Generates(DateTime instance)
    {
        if (Lists("EXDATE", instance)) return false;
        if (instance == _start.Value.WallClock || Lists("RDATE", instance)) return true;
        return _master.GetProperties("RRULE").Any(property =>
        {
            var rule = new RecurrenceRule(property.Value);
            return !IsAfter(instance, rule.Until) && rule.MayGenerate(_start.Value.WallClock, instance);
        });
    }

    private bool Lists(string name, DateTime instance) =>
        _master.GetProperties(name).Any(property => property.Times.Any(time => InOwnZone(time.Value, time.Instant) == instance));

    private bool IsAfter(DateTime instance, string? until)
    {
        DateTimeValue? end = until == null ? null : DateTimeValue.Parse(until);
        if (end == null) return false;
        if (end.Value.IsDate) return instance.Date > end.Value.WallClock;
        return InOwnZone(end.Value, end.Value.IsUtc ? end.Value.WallClock : null) is { } last && instance > last;
    }

    /// <summary>A time as the wall clock of DTSTART's zone; null when that cannot be told.</summary>
    private DateTime? InOwnZone(DateTimeValue value, DateTime? instant)
    {
        if (_start.IsDate || value.IsDate) return _start.IsDate && value.IsDate ? value.WallClock : null;
        if (instant == null) return value.WallClock;
        if (_start.Value.IsUtc) return DateTime.SpecifyKind(instant.Value, DateTimeKind.Unspecified);
        return _start.WallClockAt(DateTime.SpecifyKind(instant.Value, DateTimeKind.Utc));
    }

    private static DateTime Shift(DateTime wallClock, TimeSpan by)
    {
        long ticks = wallClock.Ticks + by.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? wallClock : new DateTime(ticks, DateTimeKind.Unspecified);
    }
}
