using System.Collections.Generic;
using System.Linq;
using System.Text;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>
/// An iCalendar text that can be changed line by line: what nobody touched is written back byte for byte, with its folding,
/// line endings, unknown properties and order.
/// </summary>
internal sealed class CalendarDocument
{
    private readonly string _preamble;
    private readonly List<CalendarComponent> _calendars = new();

    private CalendarDocument(string preamble, string lineEnding)
    {
        _preamble = preamble;
        LineEnding = lineEnding;
    }

    /// <summary>The VCALENDAR objects; nearly always one.</summary>
    public IReadOnlyList<CalendarComponent> Calendars => _calendars;

    /// <summary>The line ending of the first line, used for new ones.</summary>
    public string LineEnding { get; }

    /// <summary>The components of all calendars, time zones left out.</summary>
    public IEnumerable<CalendarComponent> Items =>
        _calendars.SelectMany(calendar => calendar.Components).Where(component => component.Name != ComponentName.TimeZone);

    /// <summary>The component that is shown for the whole: the first item without RECURRENCE-ID, else the first; null without any.</summary>
    public CalendarComponent? Master => Items.FirstOrDefault(item => item.GetProperty("RECURRENCE-ID") == null) ?? Items.FirstOrDefault();

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidCalendarDataException">It is not well-formed; the line is named.</exception>
    public static CalendarDocument Parse(string text)
    {
        int start = LogicalLineScanner.StartOfContent(text);
        var document = new CalendarDocument(text.Substring(0, start), ICalendar.LineEnding.Of(text));
        int nul = text.IndexOf('\0');
        var open = new Stack<CalendarComponent>();
        var nesting = new ComponentNesting();
        var scanner = new LogicalLineScanner(text);
        while (scanner.Next(out LogicalLine line))
        {
            if (nul >= 0 && nul < line.RawEnd) throw CalendarError.At(line.Number, "a NUL character");
            if (!ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter))
            {
                if (nesting.AcceptProperty(line.Number) is { } misplaced) throw misplaced;
                if (!HasColon(text, line)) throw CalendarError.At(line.Number, "a line without a colon");
                open.Peek().Append(new CalendarProperty(text, line));
                continue;
            }

            if (nesting.Follow(delimiter, line.Number) is { } unbalanced) throw unbalanced;
            string raw = text.Substring(line.Start, line.RawEnd - line.Start);
            if (delimiter.IsBegin) open.Push(document.Attach(open, new CalendarComponent(delimiter.Name, raw, document.LineEnding, line.Number)));
            else open.Pop().Close(raw);
        }

        return nesting.Finish() is { } unfinished ? throw unfinished : document;
    }

    /// <summary>The text; the one that was parsed when nothing was changed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_preamble);
        foreach (CalendarComponent calendar in _calendars) calendar.WriteTo(text);
        return text.ToString();
    }

    /// <summary>Folds add neither colons nor quotes, so the line need not be unfolded for this.</summary>
    private static bool HasColon(string text, in LogicalLine line) => ContentLine.TryParse(text, line.Start, line.ContentEnd, out _);

    private CalendarComponent Attach(Stack<CalendarComponent> open, CalendarComponent component)
    {
        if (open.Count == 0) _calendars.Add(component);
        else open.Peek().Append(component);
        return component;
    }
}
