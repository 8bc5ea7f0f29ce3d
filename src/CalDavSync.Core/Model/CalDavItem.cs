using System;

namespace CalDavSync;

/// <summary>One calendar object resource: its text byte for byte, and what a person wants to see of it.</summary>
public sealed class CalDavItem
{
    internal CalDavItem(string href, Uri? uri, string? etag, string? content, CalDavCalendar? calendar)
    {
        Href = href;
        Uri = uri;
        ETag = etag;
        Content = content;
        Calendar = calendar;
    }

    /// <summary>The UID all components share; null when the text has none.</summary>
    public string? Uid { get; internal set; }

    /// <summary>SUMMARY of the master component, unescaped.</summary>
    public string? Summary { get; internal set; }

    /// <summary>DTSTART of the master (DUE for a task without one). Local time when the zone is known; otherwise the wall-clock time as written, with <see cref="TimeZone"/>.</summary>
    public DateTime? Start { get; internal set; }

    /// <summary>DTEND, DUE, or start plus DURATION, in the manner of <see cref="Start"/>.</summary>
    public DateTime? End { get; internal set; }

    /// <summary>DTSTART is a date without a time.</summary>
    public bool IsAllDay { get; internal set; }

    /// <summary>The master has RRULE or RDATE.</summary>
    public bool IsRecurring { get; internal set; }

    /// <summary>VEVENT, VTODO, VJOURNAL or what else the first component is.</summary>
    public string? Component { get; internal set; }

    /// <summary>STATUS.</summary>
    public string? Status { get; internal set; }

    /// <summary>LOCATION, unescaped.</summary>
    public string? Location { get; internal set; }

    /// <summary>The TZID of DTSTART, or UTC, or null for floating and all-day times.</summary>
    public string? TimeZone { get; internal set; }

    /// <summary>SEQUENCE.</summary>
    public int? Sequence { get; internal set; }

    /// <summary>LAST-MODIFIED, in local time.</summary>
    public DateTime? LastModified { get; internal set; }

    /// <summary>The entity tag as the server sent it, or null (Q91, Q92).</summary>
    public string? ETag { get; }

    /// <summary>Length of <see cref="Content"/> in bytes as UTF-8; null without content.</summary>
    public long? Size { get; internal set; }

    /// <summary>The address exactly as the server sent it.</summary>
    public string Href { get; }

    /// <summary>The absolute address.</summary>
    public Uri? Uri { get; }

    /// <summary>The calendar it belongs to.</summary>
    public CalDavCalendar? Calendar { get; }

    /// <summary>The connection it was read with.</summary>
    public CalDavConnection? Connection => Calendar?.Connection;

    /// <summary>The iCalendar text as the server sent it; null when it was not asked for.</summary>
    public string? Content { get; }

    /// <summary>The summary, else the UID, else the address.</summary>
    public override string ToString() => Summary ?? Uid ?? Href;
}
