using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>When the components of an item happen, precise enough for a time-range filter (RFC 4791 section 9.9).</summary>
internal sealed class EventTiming
{
    private readonly List<Recurrence> _components;

    private EventTiming(List<Recurrence> components) => _components = components;

    /// <summary>Reads the timing; a text that cannot be parsed overlaps no range.</summary>
    public static EventTiming Read(string text)
    {
        List<Recurrence> components = new();
        if (ICalComponent.TryParse(text) is not { } calendar) return new EventTiming(components);
        foreach (ICalComponent component in calendar.Children.Where(child => child.Name != "VTIMEZONE"))
        {
            Recurrence? timing = ReadComponent(component);
            if (timing is not null) components.Add(timing);
        }

        return new EventTiming(components);
    }

    /// <summary>Whether anything of this type overlaps the half-open range. A task without any date overlaps every range.</summary>
    public bool Overlaps(string component, DateTime start, DateTime end) =>
        _components.Any(timing => timing.Component == component && timing.Overlaps(start, end));

    private static Recurrence? ReadComponent(ICalComponent component)
    {
        ContentLine? dtstart = component.Line("DTSTART");
        DateTime? start = ICalTime.Read(dtstart);
        DateTime? end = ICalTime.Read(component.Line(component.Name == "VTODO" ? "DUE" : "DTEND"));
        TimeSpan? duration = ICalTime.ReadDuration(component.Line("DURATION"));
        if (component.Name == "VTODO" && start is null)
        {
            start = end ?? ICalTime.Read(component.Line("COMPLETED")) ?? ICalTime.Read(component.Line("CREATED"));
            end = start;
            if (start is null) return Recurrence.Always(component.Name);
        }

        if (start is null) return null;
        TimeSpan length = duration ?? (end is { } known ? known - start.Value : ICalTime.IsDate(dtstart!) ? TimeSpan.FromDays(1) : TimeSpan.Zero);
        return new Recurrence(component.Name, start.Value, length < TimeSpan.Zero ? TimeSpan.Zero : length, component);
    }
}
