using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>
/// Cuts a calendar file of any size into its calendar properties and components, holding one component at a time. After damage it goes on
/// with the next component that begins.
/// </summary>
internal sealed class CalendarPieceReader
{
    /// <summary>In characters: more than any server takes as one item.</summary>
    public const int MaximumComponentLength = 64 * 1024 * 1024;

    /// <summary>None of these can be inside another one: a BEGIN among them tells that an END is missing.</summary>
    private static readonly HashSet<string> TopLevel = new() { "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY" };

    private readonly LogicalLineReader _lines;
    private readonly StringBuilder _text = new();
    private bool _inCalendar;
    private bool _inJunk;
    private bool _tooLong;

    // A component that is no part of iCalendar, and told as such.
    private bool _isForeign;
    private string? _component;
    private int _sameNameDepth;
    private int _calendarLine;
    private int _startLine;
    private int _number;

    private CalendarPieceReader(TextReader reader) => _lines = new LogicalLineReader(reader);

    /// <summary>The pieces, read as they are asked for.</summary>
    public static IEnumerable<CalendarPiece> Read(TextReader reader) => new CalendarPieceReader(reader).Read();

    private IEnumerable<CalendarPiece> Read()
    {
        bool more = true;
        while (more)
        {
            string? line = null;
            InvalidCalendarDataException? endless = null;
            try
            {
                line = _lines.Read();
            }
            catch (InvalidCalendarDataException tooLong)
            {
                endless = tooLong;
            }

            if (endless != null) yield return CalendarPiece.Fault(_component ?? string.Empty, endless);
            more = line != null;
            foreach (CalendarPiece piece in line == null ? Finish(endless == null) : Take(line)) yield return piece;
        }
    }

    private IEnumerable<CalendarPiece> Take(string text)
    {
        var scanner = new LogicalLineScanner(text, _lines.Number);
        // Nothing but a byte order mark and blanks.
        if (!scanner.Next(out LogicalLine line)) return Array.Empty<CalendarPiece>();
        _number = line.Number;
        bool delimits = ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter);
        if (_component != null) return TakeInComponent(text, delimits && line.Start == 0, delimiter);
        // Files put together from files have byte order marks in their midst.
        text = text.Substring(line.Start);
        if (delimits) return TakeDelimiter(text, delimiter);
        if (_inCalendar) return new[] { new CalendarPiece(CalendarPieceKind.Property, string.Empty, text, _number) };
        return Junk();
    }

    private IEnumerable<CalendarPiece> Junk()
    {
        if (!_inJunk) yield return Fault("no BEGIN:VCALENDAR before this text", _number);
        _inJunk = true;
    }

    private IEnumerable<CalendarPiece> TakeInComponent(string line, bool delimits, ComponentDelimiter delimiter)
    {
        bool endsCalendar = delimits && delimiter.Name == ComponentName.Calendar;
        bool beginsAnother = delimits && delimiter.IsBegin && TopLevel.Contains(_component!) && TopLevel.Contains(delimiter.Name);
        if (endsCalendar || beginsAnother)
        {
            if (!_isForeign) yield return Abandon();
            Drop();
            foreach (CalendarPiece piece in TakeDelimiter(line, delimiter)) yield return piece;
            yield break;
        }

        Append(line);
        if (!delimits || delimiter.Name != _component) yield break;
        _sameNameDepth += delimiter.IsBegin ? 1 : -1;
        if (_sameNameDepth > 0) yield break;
        if (!_isForeign) yield return Taken(_component!);
        Drop();
    }

    private IEnumerable<CalendarPiece> TakeDelimiter(string line, ComponentDelimiter delimiter)
    {
        if (delimiter.Name == ComponentName.Calendar)
        {
            if (delimiter.IsBegin == _inCalendar) yield return Fault(_inCalendar ? "BEGIN:VCALENDAR inside of a VCALENDAR" : "END:VCALENDAR without a BEGIN", _number);
            _inCalendar = delimiter.IsBegin;
            _inJunk = false;
            _calendarLine = _number;
            if (delimiter.IsBegin) yield return new CalendarPiece(CalendarPieceKind.CalendarBegin, string.Empty, line, _number);
        }
        else if (!delimiter.IsBegin) yield return Fault($"END:{CalendarError.Excerpt(delimiter.Name)} without a BEGIN", _number);
        else
        {
            foreach (CalendarPiece junk in _inCalendar ? Array.Empty<CalendarPiece>() : Junk()) yield return junk;
            // An event without a calendar around it can be had all the same, a VCARD cannot.
            _isForeign = !_inCalendar && !TopLevel.Contains(delimiter.Name);
            _component = delimiter.Name;
            _sameNameDepth = 1;
            _startLine = _number;
            Append(line);
        }
    }

    private IEnumerable<CalendarPiece> Finish(bool complete)
    {
        // What ends in the middle of a component is told once, and not again for the calendar around it.
        if (_component != null && !_isForeign) yield return Abandon();
        else if (_inCalendar && complete) yield return Fault("BEGIN:VCALENDAR without an END", _calendarLine);
        if (_calendarLine == 0 && !_inJunk) yield return Fault("no BEGIN:VCALENDAR", 1);
    }

    private CalendarPiece Abandon() => Fault($"BEGIN:{CalendarError.Excerpt(_component!)} without an END", _startLine, _component!);

    private void Drop()
    {
        _component = null;
        _text.Clear();
        _tooLong = _isForeign = false;
    }

    private void Append(string line)
    {
        _tooLong |= _text.Length + line.Length > MaximumComponentLength;
        if (!_tooLong && !_isForeign) _text.Append(line);
    }

    private CalendarPiece Taken(string name) => _tooLong
        ? Fault($"a {CalendarError.Excerpt(name)} longer than {MaximumComponentLength} characters", _startLine, name)
        : new CalendarPiece(CalendarPieceKind.Component, name, _text.ToString(), _startLine);

    private static CalendarPiece Fault(string problem, int line, string name = "") => CalendarPiece.Fault(name, CalendarError.At(line, problem));
}
