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

    /// <exception cref="InvalidCalendarDataException">The times asked for do not fit the item.</exception>
    public void Change(ItemEdit edit)
    {
        if (edit.IsAllDay == false && edit.Start is null && (Start is null || TimeForm.Of(Start).IsDate))
        {
            throw new InvalidCalendarDataException("An item of whole days needs a start with a time to become one with times.");
        }

        if (edit.End is not null && _component.Name == "VJOURNAL") throw new InvalidCalendarDataException("A journal has no end.");
        TimeForm? form = edit.IsAllDay == true ? TimeForm.Date
            : edit.TimeZone is not null ? TimeForm.InZone(edit.TimeZone)
            : edit.IsAllDay == false ? TimeForm.Utc : null;
        TimeForm own = form ?? Form(Start) ?? Form(End) ?? TimeForm.Utc;
        DateTime? end = edit.RemovesEnd ? null : edit.End ?? (form is null ? null : LaterEnd(own));
        if ((edit.Start ?? (form is null ? null : Display(Start))) is { } start) own.Write(_component, "DTSTART", start);
        if (edit.RemovesEnd || (form is { IsDate: true } && end is null)) RemoveEnd();
        if (end is not { } time) return;
        _component.RemoveProperties("DURATION");
        (form ?? (edit.Start is null ? Form(End) : null) ?? own).Write(_component, _endName, time);
    }

    /// <summary>RFC 5545 section 3.8.2.2: the end is later than the start.</summary>
    /// <exception cref="InvalidCalendarDataException">It is not.</exception>
    public void RequireOrder()
    {
        if (Display(Start) is not { } start || Display(End) is not { } end) return;
        if (TimeForm.Of(Start!).IsDate != TimeForm.Of(End!).IsDate)
        {
            throw new InvalidCalendarDataException("Start and end must both be days or both be times; give the other one too.");
        }

        if (end <= start) throw new InvalidCalendarDataException($"The end ({end:yyyy-MM-dd HH:mm}) is not after the start ({start:yyyy-MM-dd HH:mm}); give both.");
    }

    private static TimeForm? Form(CalendarProperty? property) => property is null ? null : TimeForm.Of(property);

    private static DateTime? Display(CalendarProperty? property)
    {
        if (property is null || !ContentLine.TryParse(property.Content, 0, property.Content.Length, out ContentLine line)) return null;
        return ItemTime.Read(line)?.ToDisplay();
    }

    // An end in the middle of a day becomes the day after: the end of whole days is the first day that is free again.
    private DateTime? LaterEnd(TimeForm form)
    {
        if (Display(End) is not { } end) return null;
        return form.IsDate && end.TimeOfDay > TimeSpan.Zero ? end.Date.AddDays(1) : end;
    }

    private void RemoveEnd()
    {
        _component.RemoveProperties(_endName);
        _component.RemoveProperties("DURATION");
    }
}
