using System;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.ICalendar;

namespace CalDavSync.Sandbox.Reports;

/// <summary>A time-range element (RFC 4791 section 9.9): UTC, half open, at least one end given.</summary>
internal sealed class TimeRange
{
    private TimeRange(DateTime start, DateTime end)
    {
        Start = start;
        End = end;
    }

    public DateTime Start { get; }

    public DateTime End { get; }

    public static TimeRange Read(XElement element)
    {
        string? start = element.Attribute("start")?.Value;
        string? end = element.Attribute("end")?.Value;
        DateTime? from = start is null ? DateTime.MinValue.AddDays(10) : ICalTime.Parse(start);
        DateTime? to = end is null ? DateTime.MaxValue.AddDays(-10) : ICalTime.Parse(end);
        if (from is null || to is null || from >= to || (start is null && end is null)) throw DavErrors.CalDav(403, "valid-filter");
        return new TimeRange(from.Value, to.Value);
    }
}
