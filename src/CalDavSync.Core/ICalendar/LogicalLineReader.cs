using System.IO;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>
/// Reads logical lines from a stream of characters in bounded memory: the text of each with its folds, its line ending and the blank lines behind it,
/// as <see cref="LogicalLineScanner"/> would see it.
/// </summary>
internal sealed class LogicalLineReader(TextReader reader)
{
    /// <summary>In characters: more than any attachment a server takes.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _line = new();
    private int _position;
    private int _length;
    private int _ended;

    /// <summary>Where the line last read begins, counted from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="Errors.InvalidCalendarDataException">A line is longer than <see cref="MaximumLength"/>.</exception>
    public string? Read()
    {
        _line.Clear();
        Number = _ended + 1;
        bool first = true;
        while (Fill() && (first || Continues()))
        {
            first = false;
            ReadPhysicalLine();
        }

        return _line.Length == 0 ? null : _line.ToString();
    }

    private bool Continues() => _buffer[_position] is ' ' or '\t' or '\r' or '\n';

    private void ReadPhysicalLine()
    {
        while (Fill())
        {
            int start = _position;
            while (_position < _length && _buffer[_position] is not ('\r' or '\n')) _position++;
            if (_line.Length + _position - start > MaximumLength) throw CalendarError.At(Number, $"a line longer than {MaximumLength} characters");
            // Before the buffer is filled again, which looking behind a CR may need.
            _line.Append(_buffer, start, _position - start);
            if (_position == _length) continue;
            char ending = _buffer[_position++];
            _line.Append(ending);
            if (ending == '\r' && Fill() && _buffer[_position] == '\n') _line.Append(_buffer[_position++]);
            _ended++;
            return;
        }
    }

    private bool Fill()
    {
        if (_position < _length) return true;
        _position = 0;
        _length = reader.Read(_buffer, 0, _buffer.Length);
        return _length > 0;
    }
}
