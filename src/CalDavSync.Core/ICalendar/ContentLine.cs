using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>
/// A view on one unfolded content line, <c>name *(";" param) ":" value</c> (RFC 5545 section 3.1), inside a larger text:
/// the reader looks at thousands of lines and copies only what it wants to keep.
/// </summary>
internal readonly struct ContentLine
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _nameEnd;
    private readonly int _colon;
    private readonly int _end;

    private ContentLine(string text, int start, int nameEnd, int colon, int end)
    {
        _text = text;
        _start = start;
        _nameEnd = nameEnd;
        _colon = colon;
        _end = end;
    }

    public string Name => _text.Substring(_start, _nameEnd - _start);

    public string Value => _text.Substring(_colon + 1, _end - _colon - 1);

    /// <summary>The value without blanks around it, the form of names, dates and numbers.</summary>
    public string TrimmedValue => Value.Trim();

    public bool HasParameters => _nameEnd < _colon;

    /// <summary>Everything from the first semicolon up to the colon before the value.</summary>
    public string ParameterText => _text.Substring(_nameEnd, _colon - _nameEnd);

    /// <summary>The line between two positions; false when it has no colon outside quotes.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool TryParse(string text, int start, int end, out ContentLine line)
    {
        int nameEnd = EndOfName(text, start, end);
        int colon = nameEnd < end && text[nameEnd] == ':' ? nameEnd : ColonBehindParameters(text, nameEnd, end);
        line = new ContentLine(text, start, nameEnd, colon, end);
        return colon >= 0;
    }

    /// <summary>The line, unfolded when needed.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool TryParse(string text, in LogicalLine line, out ContentLine contentLine)
    {
        if (!line.IsFolded) return TryParse(text, line.Start, line.ContentEnd, out contentLine);
        string unfolded = line.Unfold(text);
        return TryParse(unfolded, 0, unfolded.Length, out contentLine);
    }

    public bool IsNamed(string name) =>
        _nameEnd - _start == name.Length && string.Compare(_text, _start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>The first value of a parameter, without its quotes; null when there is no such parameter.</summary>
    public string? GetParameter(string name)
    {
        int position = _nameEnd;
        while (position < _colon)
        {
            int start = position + 1;
            position = EndOfParameter(_text, start, _colon);
            int equals = _text.IndexOf('=', start, position - start);
            if (equals - start != name.Length) continue;
            if (string.Compare(_text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            return _text.Substring(equals + 1, position - equals - 1).Trim().Trim('"');
        }

        return null;
    }

    [MethodImpl(Compiled.AtOnce)]
    private static int EndOfName(string text, int start, int end)
    {
        int position = start;
        while (position < end && text[position] is not (':' or ';')) position++;
        return position;
    }

    /// <summary>An opening quote that never closes hides no colon: such lines exist, and their value is plain to see.</summary>
    [MethodImpl(Compiled.AtOnce)]
    private static int ColonBehindParameters(string text, int from, int end)
    {
        bool quoted = false;
        for (int i = from; i < end; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ':' && !quoted) return i;
        }

        return quoted && from < end ? text.IndexOf(':', from, end - from) : -1;
    }

    [MethodImpl(Compiled.AtOnce)]
    private static int EndOfParameter(string text, int start, int end)
    {
        bool quoted = false;
        int position = start;
        for (; position < end && (quoted || text[position] != ';'); position++)
        {
            if (text[position] == '"') quoted = !quoted;
        }

        return position;
    }
}
