using System;
using System.IO;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>A text with a very long stretch of one character in it, as a small compressed answer can be.</summary>
internal sealed class EndlessReader(string before, char filling, long length, string after, Action<long> onRead) : TextReader
{
    private long _position;

    public override int Read(char[] buffer, int index, int count)
    {
        int read = 0;
        while (read < count && _position < before.Length + length + after.Length)
        {
            long inside = _position - before.Length;
            buffer[index + read++] = inside < 0 ? before[(int)_position] : inside < length ? filling : after[(int)(inside - length)];
            _position++;
        }

        onRead(_position);
        return read;
    }
}
