using System.IO;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>Reads lines with their endings from a stream of characters, in bounded memory.</summary>
internal sealed class PhysicalLineReader(TextReader reader)
{
    /// <summary>In characters. Attachments are folded or, at worst, one line of the size servers accept.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _pending = new();
    private int _position;
    private int _length;

    /// <summary>The number of the line last read, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line with its ending; null at the end.</summary>
    /// <exception cref="Errors.InvalidCalendarDataException">A line is longer than <see cref="MaximumLength"/>.</exception>
    public string? Read()
    {
        _pending.Clear();
        while (Fill())
        {
            int start = _position;
            while (_position < _length && _buffer[_position] is not ('\r' or '\n')) _position++;
            if (_pending.Length + _position - start > MaximumLength) throw CalendarError.At(Number + 1, $"a line longer than {MaximumLength} characters");
            // Before the buffer is filled again, which looking behind a CR may need.
            _pending.Append(_buffer, start, _position - start);
            if (_position == _length) continue;
            char ending = _buffer[_position++];
            _pending.Append(ending);
            if (ending == '\r' && Fill() && _buffer[_position] == '\n') _pending.Append(_buffer[_position++]);
            break;
        }

        if (_pending.Length == 0) return null;
        Number++;
        return _pending.ToString();
    }

    private bool Fill()
    {
        if (_position < _length) return true;
        _position = 0;
        _length = reader.Read(_buffer, 0, _buffer.Length);
        return _length > 0;
    }
}
