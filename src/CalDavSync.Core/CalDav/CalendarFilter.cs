using System;
using System.Globalization;
using System.Text;

namespace CalDavSync.CalDav;

/// <summary>The filter of a CALDAV:calendar-query: one kind of component, and what more can be asked of it (RFC 4791 section 9.7).</summary>
internal sealed record CalendarFilter(string Component)
{
    /// <summary>The UID property contains this text; the answer still has to be compared.</summary>
    public string? Uid { get; init; }

    /// <summary>Overlaps the time from here on; null: from the beginning.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Overlaps the time before; null: to the end.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Nothing but the kind of component is asked for.</summary>
    public bool IsBare => Uid is null && After is null && Before is null;

    /// <summary>The body of the REPORT; getetag is always asked for (Q111).</summary>
    public byte[] ToQuery(bool withData)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">");
        xml.Append("<D:prop><D:getetag/>").Append(withData ? "<C:calendar-data/>" : string.Empty).Append("</D:prop>");
        xml.Append("<C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"").Append(RequestBody.Escape(Component)).Append("\">");
        if (After is not null || Before is not null)
        {
            xml.Append("<C:time-range");
            if (After is { } after) xml.Append(" start=\"").Append(Utc(after)).Append('"');
            if (Before is { } before) xml.Append(" end=\"").Append(End(before)).Append('"');
            xml.Append("/>");
        }

        if (Uid is not null)
        {
            xml.Append("<C:prop-filter name=\"UID\"><C:text-match collation=\"i;octet\">").Append(RequestBody.Escape(Uid)).Append("</C:text-match></C:prop-filter>");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>").ToString());
    }

    // A range has to hold some time, and whole seconds are all that can be asked for.
    private string End(DateTimeOffset before) => After is { } after && Utc(after) == Utc(before) ? Utc(before.AddSeconds(1)) : Utc(before);

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
