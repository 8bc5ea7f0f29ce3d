using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>Reads lines as bytes without making strings of them. A last line without its line end is not a line.</summary>
internal sealed class LineReader(Stream stream, int maximumLineLength, int bufferSize = LineReader.SmallBuffer)
{
    /// <summary>In bytes; enough for a few lines.</summary>
    public const int SmallBuffer = 4096;

    /// <summary>In bytes; for reading a whole file.</summary>
    public const int LargeBuffer = 65536;

    private int _next;
    private int _filled;
    private long _consumed;

    /// <summary>Holds the current line at <see cref="Start"/>, <see cref="Length"/>; valid until the next Read.</summary>
    public byte[] Buffer { get; private set; } = new byte[bufferSize];

    public int Start { get; private set; }

    /// <summary>Length without the line end.</summary>
    public int Length { get; private set; }

    /// <summary>Number of the current line, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Bytes of all lines read so far, line ends included.</summary>
    public long Consumed => _consumed;

    /// <summary>The next Read leaves the bytes of the lines before where they are.</summary>
    public bool IsNextBuffered => Array.IndexOf(Buffer, (byte)'\n', _next, _filled - _next) >= 0;

    /// <summary>After Read was false: there is something behind the last line end.</summary>
    public bool EndsInsideLine => _filled > _next;

    /// <summary>Moves to the next line; false when there is none.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the maximum.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public bool Read()
    {
        int searched = _next;
        while (true)
        {
            int end = Array.IndexOf(Buffer, (byte)'\n', searched, _filled - searched);
            if (end >= 0)
            {
                Start = _next;
                Length = end - _next;
                _next = end + 1;
                _consumed += Length + 1;
                Number++;
                return true;
            }

            int pending = _filled - _next;
            if (pending > maximumLineLength) throw new InvalidDataException($"line {Number + 1} is longer than {maximumLineLength} bytes");
            MakeRoom(pending);
            searched = _next + pending;
            int read = stream.Read(Buffer, _filled, Buffer.Length - _filled);
            if (read == 0) return false;
            _filled += read;
        }
    }

    private void MakeRoom(int pending)
    {
        if (_next > 0)
        {
            System.Buffer.BlockCopy(Buffer, _next, Buffer, 0, pending);
            _next = 0;
            _filled = pending;
        }

        if (_filled < Buffer.Length) return;
        byte[] larger = new byte[Buffer.Length * 2];
        System.Buffer.BlockCopy(Buffer, 0, larger, 0, pending);
        Buffer = larger;
    }
}
