using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;

namespace CalDavSync.Migration.Reading;

/// <summary>
/// The items in one text. A CalDAV resource holds one (RFC 4791 section 4.1), but servers and files hold several, or a METHOD, which other
/// servers refuse (Q154). A text that is one item already stays as it is, byte for byte.
/// </summary>
internal static class ResourceParts
{
    /// <param name="onError">Receives what is invalid in the text, with its line; the rest is still split.</param>
    public static IReadOnlyList<SideItem> Of(string place, string? etag, string text, Action<InvalidCalendarDataException>? onError = null)
    {
        var single = new SideItem(place, null, string.Empty, text) { ETag = etag };
        SideItem described = Describe(single);
        // Of a file the splitter tells the line of what is missing.
        bool isSingle = IsOneComponent(text) && (onError is null || described.Uid is not null);
        if (isSingle && (onError is null || CalendarValidator.FindError(text) is null)) return new[] { described };

        List<SplitItem> split = CalendarSplitter.Split(() => new StringReader(text)).ToList();
        List<SplitItem> items = split.Where(part => part.Text is not null).ToList();
        bool isSound = items.Count == split.Count;
        // A resource with something invalid in it goes on as a whole: whoever judges it next names it, and nothing of it is lost.
        if (onError is null && (!isSound || items.Count == 0)) return new[] { described };
        foreach (SplitItem part in split.Where(part => part.Error is not null)) onError?.Invoke(part.Error!);
        if (isSound && items.Count == 1 && !HasMethod(text)) return new[] { single with { Uid = items[0].Uid, Component = items[0].Component } };
        return items.Select(part => single with { Uid = part.Uid, Component = part.Component, Text = part.Text! }).ToArray();
    }

    private static SideItem Describe(SideItem single)
    {
        ItemFacts facts = ItemReader.Read(single.Text);
        return single with { Uid = Filled(facts.Uid), Component = facts.Component ?? string.Empty };
    }

    private static string? Filled(string? uid) => string.IsNullOrWhiteSpace(uid) ? null : uid;

    /// <summary>The usual case, told by one look at the lines: one VCALENDAR without METHOD, with one component besides time zones.</summary>
    private static bool IsOneComponent(string text)
    {
        var scanner = new LogicalLineScanner(text);
        int depth = 0;
        int components = 0;
        int calendars = 0;
        while (scanner.Next(out LogicalLine line))
        {
            if (!ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter))
            {
                if (depth == 1 && IsMethod(text, line)) return false;
                continue;
            }

            if (!delimiter.IsBegin) depth--;
            else if (depth++ == 0) calendars++;
            else if (depth == 2 && delimiter.Name != ComponentName.TimeZone) components++;
            if (components > 1 || calendars > 1) return false;
        }

        return components == 1 && depth == 0;
    }

    private static bool HasMethod(string text)
    {
        var scanner = new LogicalLineScanner(text);
        int depth = 0;
        while (scanner.Next(out LogicalLine line))
        {
            if (ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter)) depth += delimiter.IsBegin ? 1 : -1;
            else if (depth == 1 && IsMethod(text, line)) return true;
        }

        return false;
    }

    private static bool IsMethod(string text, in LogicalLine line) => ContentLine.TryParse(text, line, out ContentLine content) && content.IsNamed("METHOD");
}
