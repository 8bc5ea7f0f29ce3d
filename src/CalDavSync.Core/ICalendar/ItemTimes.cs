using System;
using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Start and end of one component, read as they are displayed and written back in their own form.</summary>
internal sealed class ItemTimes
{
    private readonly CalendarComponent _component;
    private readonly string _endName;

    public ItemTimes(CalendarComponent component, string endName)
    {
        _component = component;
        _endName = endName;
    }

    private CalendarProperty? Start => _component.GetProperty("DTSTART");

    private CalendarProperty? End => _component.GetProperty(_endName);

    /// <summary>The times are written in another way afterwards. Days have no time zone: they stay days unless they are to have times.</summary>
    public bool ChangesForm(ItemEdit edit)
    {
        bool isOfDays = (Start ?? End) is { } written && TimeForm.Of(written).IsDate;
        return edit.IsAllDay is not null || (edit.TimeZone is not null && !isOfDays);
    }

    /// <exception cref="InvalidCalendarDataException">The times asked for do not fit the item.</exception>
    public void Change(ItemEdit edit)
    {
        if (edit.IsAllDay == false && edit.Start is null && (Start is null || TimeForm.Of(Start).IsDate))
        {
            throw new InvalidCalendarDataException("An item of whole days needs a start with a time to become one with times.");
        }

        if (edit.End is not null && _component.Name == "VJOURNAL") throw new InvalidCalendarDataException("A journal has no end.");
        TimeForm? form = edit.IsAllDay == true ? TimeForm.Date
            : edit.TimeZone is not null && ChangesForm(edit) ? TimeForm.InZone(edit.TimeZone)
            : edit.IsAllDay == false ? TimeForm.Utc : null;
        TimeForm own = form ?? Form(Start) ?? Form(End) ?? TimeForm.Utc;
        DateTime? end = edit.End ?? (form is null || edit.RemovesEnd ? null : KeptEnd(edit.Start, form));
        TimeForm endForm = form ?? (edit.Start is null ? Form(End) : null) ?? own;
        ItemTime? before = Time(Start);
        if ((edit.Start ?? (form is null ? null : Display(Start))) is { } start) own.Write(_component, "DTSTART", start);
        if (edit.RemovesEnd) RemoveEnd();
        if (end is { } time)
        {
            _component.RemoveProperties("DURATION");
            endForm.Write(_component, _endName, time);
        }
        else if (form is null && before is { } from && Time(Start) is { } to)
        {
            MoveEnd(from, to);
        }
    }

    /// <summary>RFC 5545 section 3.8.2.2: the end is later than the start. Items without a length exist, and may stay so.</summary>
    /// <param name="isGiven">The end was asked for, and not there before.</param>
    /// <exception cref="InvalidCalendarDataException">It is not.</exception>
    public void RequireOrder(bool isGiven)
    {
        if (Time(Start) is not { } start || Time(End) is not { } end) return;
        if (start.IsDate != end.IsDate) throw new InvalidCalendarDataException("Start and end must both be days or both be times; give the other one too.");
        TimeSpan length = Length(start, end);
        if (length > TimeSpan.Zero || (length == TimeSpan.Zero && !isGiven)) return;
        throw new InvalidCalendarDataException(
            $"The end ({end.ToDisplay():yyyy-MM-dd HH:mm}) is not after the start ({start.ToDisplay():yyyy-MM-dd HH:mm}); give both.");
    }

    private static TimeForm? Form(CalendarProperty? property) => property is null ? null : TimeForm.Of(property);

    private static ItemTime? Time(CalendarProperty? property) => property?.Time;

    private static DateTime? Display(CalendarProperty? property) => Time(property)?.ToDisplay();

    /// <summary>Elapsed time where both are instants, else what the clocks on the wall show.</summary>
    private static TimeSpan Length(ItemTime start, ItemTime end) =>
        start.Instant is { } from && end.Instant is { } to ? to - from : end.Value.WallClock - start.Value.WallClock;

    /// <summary>An item that begins at another time lasts as long as before; its end stays in the form it has.</summary>
    private void MoveEnd(ItemTime from, ItemTime to)
    {
        if (End is not { } property || Time(property) is not { } end) return;
        try
        {
            if (from.Instant is { } old && to.Instant is { } now && end.Instant is { } last)
            {
                if (now != old) TimeForm.Of(property).Write(_component, _endName, last + (now - old));
            }
            else
            {
                property.Value = end.Value.ToText(end.Value.WallClock + (to.Value.WallClock - from.Value.WallClock));
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidCalendarDataException("The end would be beyond the calendar's end.");
        }
    }

    /// <summary>The end of an item that is written in another way, and perhaps moved, so that it lasts as long as before; null when it has none.</summary>
    private DateTime? KeptEnd(DateTime? newStart, TimeForm form)
    {
        if (form.IsDate) return LastDay(newStart);
        if (Time(End) is not { } end) return null;
        return newStart is { } moved && Time(Start) is { } start ? moved + Length(start, end) : end.ToDisplay();
    }

    // An end in the middle of a day becomes the day after: the end of whole days is the first day that is free again.
    private DateTime? LastDay(DateTime? newStart)
    {
        if (Time(Start) is not { } start) return Display(End);
        DateTime? end = Display(End) ?? (DurationValue.Parse(_component.GetValue("DURATION") ?? string.Empty) is { } duration ? start.ToDisplay(duration) : null);
        if (end is not { } last) return null;
        DateTime first = start.ToDisplay().Date;
        DateTime after = last.TimeOfDay > TimeSpan.Zero || last.Date == first ? last.Date.AddDays(1) : last.Date;
        return newStart is { } moved ? TimeForm.Local(moved).Date + (after - first) : after;
    }

    private void RemoveEnd()
    {
        _component.RemoveProperties(_endName);
        _component.RemoveProperties("DURATION");
    }
}
