using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>
/// Walks over the logical lines of a text without copying any of it. Takes CRLF, LF, CR and any mixture; blank lines
/// (some producers write CR CR LF) belong to the line before them, a byte order mark and blanks at the beginning to no line.
/// </summary>
internal struct LogicalLineScanner
{
    private static readonly char[] LineEnds = { '\r', '\n' };
    private readonly string _text;
    private int _position;
    private int _number;

    public LogicalLineScanner(string text, int firstLine = 1)
    {
        _text = text;
        _number = firstLine;
        int start = StartOfContent(text);
        while ((_position = EndOfPhysicalLine(_position)) < start) _position = SkipLineEnd(_position);
        _position = start;
    }

    /// <summary>Behind a byte order mark and blanks.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static int StartOfContent(string text)
    {
        int start = 0;
        while (start < text.Length && (text[start] == '\uFEFF' || char.IsWhiteSpace(text[start]))) start++;
        return start;
    }

    /// <summary>The next line, which is never empty; false at the end of the text.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool Next(out LogicalLine line)
    {
        if (_position >= _text.Length)
        {
            line = default;
            return false;
        }

        int start = _position;
        int number = _number;
        bool folded = false;
        int contentEnd = EndOfPhysicalLine(start);
        int next = SkipLineEnd(contentEnd);
        while (next < _text.Length)
        {
            char first = _text[next];
            if (first is ' ' or '\t')
            {
                folded = true;
                contentEnd = EndOfPhysicalLine(next);
                next = SkipLineEnd(contentEnd);
            }
            else if (first is '\r' or '\n') next = SkipLineEnd(next);
            else break;
        }

        _position = next;
        line = new LogicalLine(start, contentEnd, next, number, folded);
        return true;
    }

    private readonly int EndOfPhysicalLine(int from)
    {
        int end = _text.IndexOfAny(LineEnds, from);
        return end < 0 ? _text.Length : end;
    }

    private int SkipLineEnd(int at)
    {
        if (at >= _text.Length) return at;
        _number++;
        return _text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n' ? at + 2 : at + 1;
    }
}
