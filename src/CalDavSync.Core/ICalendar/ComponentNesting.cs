using System.Collections.Generic;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Checks that every BEGIN has its END, that all is inside VCALENDAR objects, and that nesting stays sane.</summary>
internal sealed class ComponentNesting
{
    /// <summary>RFC 5545 and its extensions need 4; hostile texts must not exhaust the stack.</summary>
    public const int MaximumDepth = 64;

    private readonly List<(string Name, int Line)> _open = new();
    private bool _any;

    public int Depth => _open.Count;

    /// <summary>Follows one delimiter; what is wrong with it, or null.</summary>
    public InvalidCalendarDataException? Follow(ComponentDelimiter delimiter, int line) =>
        delimiter.IsBegin ? Begin(delimiter.Name, line) : End(delimiter.Name, line);

    /// <summary>What is wrong with a property here, or null.</summary>
    public InvalidCalendarDataException? AcceptProperty(int line) =>
        Depth > 0 ? null
        : _any ? CalendarError.At(line, "text after END:VCALENDAR")
        : CalendarError.At(line, "no BEGIN:VCALENDAR at the beginning");

    /// <summary>What is missing at the end of the text, or null.</summary>
    public InvalidCalendarDataException? Finish() =>
        Depth > 0 ? CalendarError.At(_open[Depth - 1].Line, $"BEGIN:{CalendarError.Excerpt(_open[Depth - 1].Name)} without an END")
        : _any ? null
        : CalendarError.At(1, "no BEGIN:VCALENDAR");

    private InvalidCalendarDataException? Begin(string name, int line)
    {
        if (Depth == 0 && name != ComponentName.Calendar) return AcceptProperty(line);
        if (Depth == MaximumDepth) return CalendarError.At(line, $"components nested deeper than {MaximumDepth}");
        _any = true;
        _open.Add((name, line));
        return null;
    }

    private InvalidCalendarDataException? End(string name, int line)
    {
        if (Depth == 0) return CalendarError.At(line, $"END:{CalendarError.Excerpt(name)} without a BEGIN");
        (string open, int openLine) = _open[Depth - 1];
        if (open != name)
        {
            return CalendarError.At(line, $"END:{CalendarError.Excerpt(name)} where END:{CalendarError.Excerpt(open)} (begun in line {openLine}) was expected");
        }

        _open.RemoveAt(Depth - 1);
        return null;
    }
}
