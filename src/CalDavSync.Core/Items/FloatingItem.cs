using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;

namespace CalDavSync.Items;

/// <summary>
/// Judges by the local clock what a server was asked for beside the range. That range holds only what the server may have taken for UTC: where it
/// knows the zone of its calendar, it answers with what lies beside for everybody.
/// </summary>
internal static class FloatingItem
{
    /// <summary>The item has a start without a zone, and may take place in the time that is wanted.</summary>
    public static bool MayBeWanted(CalDavItem item, string text, ItemQuery query)
    {
        if (item.Start is not { } start || item.TimeZone is not null) return false;
        DateTime end = ItemQuery.EndOf(item, start);
        if (!item.IsRecurring) return query.IsInTime(start, end);
        return query.IsInTime(start, end) || Rule(text) is not { } rule || rule.MayOccur(start, end - start, query.After?.LocalDateTime, query.Before?.LocalDateTime);
    }

    // Null where more than one rule decides about the occurrences.
    private static RecurrenceRule? Rule(string text)
    {
        try
        {
            CalendarComponent[] parts = CalendarDocument.Parse(text).Items.ToArray();
            if (parts.Length != 1 || parts[0].GetProperty("RDATE") is not null) return null;
            CalendarProperty[] rules = parts[0].GetProperties("RRULE").ToArray();
            return rules.Length == 1 ? new RecurrenceRule(rules[0].Value) : null;
        }
        catch (InvalidCalendarDataException)
        {
            return null;
        }
    }
}
