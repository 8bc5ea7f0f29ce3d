using System;
using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>What a text must be to be stored as one calendar object resource (RFC 4791 section 4.1).</summary>
internal static class ItemText
{
    /// <summary>The one UID of the text.</summary>
    /// <exception cref="InvalidCalendarDataException">It is not well-formed, or is not exactly one item.</exception>
    public static string RequireUid(string text) => RequireUid(CalendarDocument.Parse(text));

    /// <summary>The one UID of the document.</summary>
    /// <exception cref="InvalidCalendarDataException">It is not exactly one item.</exception>
    public static string RequireUid(CalendarDocument document)
    {
        if (document.Calendars.Count != 1) throw new InvalidCalendarDataException($"The text holds {document.Calendars.Count} VCALENDAR objects; an item is exactly one.");
        CalendarComponent calendar = document.Calendars[0];
        if (calendar.GetProperty("METHOD") is { } method)
        {
            throw new InvalidCalendarDataException("The text is a message (METHOD) and no stored item; take out that line.") { Line = method.LineNumber };
        }

        CalendarComponent[] items = document.Items.ToArray();
        if (items.Length == 0) throw new InvalidCalendarDataException("The text has no event, task or journal.");
        string uid = UidOf(items[0]);
        foreach (CalendarComponent item in items)
        {
            if (UidOf(item) == uid && item.Name == items[0].Name) continue;
            throw new InvalidCalendarDataException($"The text holds several items, the second at line {item.LineNumber}; Import-CalDavCalendar splits such files.") { Line = item.LineNumber };
        }

        return uid;
    }

    /// <summary>The text with another UID in all its components.</summary>
    /// <exception cref="InvalidCalendarDataException">It is not well-formed.</exception>
    public static string WithUid(string text, string uid)
    {
        WrittenValue.RequireCharacters("UID", TextValue.Escape(uid));
        CalendarDocument document = CalendarDocument.Parse(text);
        foreach (CalendarComponent item in document.Items) item.SetText("UID", uid);
        return document.ToString();
    }

    /// <summary>The same item, as far as servers keep what they are sent: for finding out whether a write arrived.</summary>
    public static bool IsSameItem(string left, string right)
    {
        if (left == right) return true;
        ItemFacts a = ItemReader.Read(left);
        ItemFacts b = ItemReader.Read(right);
        return a.Uid is not null && a.Uid == b.Uid && a.Summary == b.Summary && a.Start == b.Start && a.End == b.End
            && a.Location == b.Location && a.Status == b.Status && a.Sequence == b.Sequence && a.Component == b.Component;
    }

    private static string UidOf(CalendarComponent item)
    {
        string uid = item.GetText("UID")?.Trim() ?? string.Empty;
        return uid.Length > 0 ? uid : throw new InvalidCalendarDataException($"The {item.Name} at line {item.LineNumber} has no UID.") { Line = item.LineNumber };
    }
}
