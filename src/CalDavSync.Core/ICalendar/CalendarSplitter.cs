using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>
/// Splits a calendar file into items. It reads the file twice: overrides may stand anywhere behind their master and time zones behind the
/// events that use them, so the first pass counts and the second lets each item go with its last component. Memory holds the count per item, the
/// time zones, and the components of items that are not complete yet, but never the file; a stream that can be read only once must be
/// spooled to a file by the caller.
/// </summary>
internal static class CalendarSplitter
{
    /// <summary>The items in the order in which they are complete, and what is invalid, with its line; the rest is not affected by it.</summary>
    /// <param name="open">Opens the text from its beginning; called twice, and what it returns is disposed.</param>
    public static IEnumerable<SplitItem> Split(Func<TextReader> open)
    {
        CalendarFileIndex index;
        using (TextReader first = open()) index = CalendarFileIndex.Read(first);

        var waiting = new Dictionary<long, List<Part>>();
        int calendar = -1;
        using TextReader second = open();
        foreach (CalendarPiece piece in CalendarPieceReader.Read(second))
        {
            if (piece.Kind == CalendarPieceKind.CalendarBegin) calendar++;
            else if (piece.Kind == CalendarPieceKind.Fault) yield return new SplitItem(null, piece.Name, piece.Line, null, piece.Error);
            else if (piece.Kind == CalendarPieceKind.Property && CalendarValidator.FindErrorInComponent(piece.Text, piece.Line) is { } bad) yield return new SplitItem(null, string.Empty, piece.Line, null, bad);
            else if (piece.Kind == CalendarPieceKind.Component)
            {
                ComponentFacts facts = ComponentFacts.Read(piece);
                if (facts.Error != null) yield return new SplitItem(facts.Uid, piece.Name, piece.Line, null, facts.Error);
                else if (piece.Name != ComponentName.TimeZone)
                {
                    foreach (SplitItem item in Take(new Part(piece, facts, calendar), index, waiting)) yield return item;
                }
            }
        }

        // Only of a file that changed between the passes.
        foreach (SplitItem item in waiting.Values.SelectMany(parts => Complete(parts, index))) yield return item;
    }

    private static IEnumerable<SplitItem> Take(Part part, CalendarFileIndex index, Dictionary<long, List<Part>> waiting)
    {
        long key = CalendarFileIndex.KeyOf(part.Facts.Uid!, part.Piece.Name);
        if (!waiting.TryGetValue(key, out List<Part>? parts)) parts = new List<Part>();
        parts.Add(part);
        if (index.Expect(key) > 0)
        {
            waiting[key] = parts;
            return Enumerable.Empty<SplitItem>();
        }

        waiting.Remove(key);
        return Complete(parts, index);
    }

    private static IEnumerable<SplitItem> Complete(List<Part> parts, CalendarFileIndex index)
    {
        foreach (IGrouping<(string?, string), Part> item in parts.GroupBy(part => (part.Facts.Uid, part.Piece.Name)))
        {
            var instances = new Dictionary<string, Part>();
            var joined = new List<Part>();
            foreach (Part part in item)
            {
                string instance = part.Facts.RecurrenceId ?? string.Empty;
                if (instances.TryGetValue(instance, out Part? other))
                {
                    if (other.Piece.Text != part.Piece.Text) yield return new SplitItem(part.Facts.Uid, part.Piece.Name, part.Piece.Line, null, Second(part, other));
                    continue;
                }

                instances[instance] = part;
                joined.Add(part);
            }

            yield return new SplitItem(joined[0].Facts.Uid, joined[0].Piece.Name, joined[0].Piece.Line, Write(joined, index), null);
        }
    }

    private static string Write(List<Part> parts, CalendarFileIndex index)
    {
        int calendar = parts[0].Calendar;
        string properties = index.PropertiesOf(calendar);
        var text = new StringBuilder();
        Append("BEGIN:VCALENDAR");
        Append(properties.Length > 0 ? properties : $"VERSION:2.0{index.LineEnding}PRODID:{ItemComposer.ProductId}");
        foreach (string zone in parts.SelectMany(part => part.Facts.TimeZones).Distinct())
        {
            if (index.FindTimeZone(calendar, zone) is { } definition) Append(definition);
        }

        foreach (Part part in parts) Append(part.Piece.Text);
        Append("END:VCALENDAR");
        return RenamedTimeZone.Restore(text.ToString());

        void Append(string lines)
        {
            text.Append(lines);
            if (lines[lines.Length - 1] is not ('\r' or '\n')) text.Append(index.LineEnding);
        }
    }

    private static InvalidCalendarDataException Second(Part part, Part first) => CalendarError.At(
        part.Piece.Line,
        $"a second {CalendarError.Excerpt(part.Piece.Name)} with the UID '{CalendarError.Excerpt(part.Facts.Uid!)}' and the same RECURRENCE-ID (the first in line {first.Piece.Line} is kept)");

    private sealed record Part(CalendarPiece Piece, ComponentFacts Facts, int Calendar);
}
