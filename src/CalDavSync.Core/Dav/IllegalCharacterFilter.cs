using System.IO;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav;

/// <summary>
/// Takes out the control characters XML 1.0 forbids, which servers copy from event texts (Q118), and white space before the XML declaration.
/// Inside a text a replacement character shows where one was, so that a calendar text is read as it really is; between elements nothing does.
/// </summary>
internal sealed class IllegalCharacterFilter : TextReader
{
    private readonly TextReader _inner;
    private readonly char[] _one = new char[1];
    private bool _started;

    // The last character that is not white space: behind that of a tag there is no text.
    private char _solid = '>';

    public IllegalCharacterFilter(TextReader inner) => _inner = inner;

    public override int Read(char[] buffer, int index, int count)
    {
        while (count > 0)
        {
            int read = _inner.Read(buffer, index, count);
            if (read <= 0) return 0;
            int kept = Clean(buffer, index, index + read);
            if (kept > 0) return kept;
        }

        return 0;
    }

    public override int Read() => Read(_one, 0, 1) == 0 ? -1 : _one[0];

    public override int Peek() => -1;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    [MethodImpl(Compiled.AtOnce)]
    private int Clean(char[] buffer, int start, int end)
    {
        int from = start;
        if (!_started)
        {
            while (from < end && (char.IsWhiteSpace(buffer[from]) || buffer[from] == '\uFEFF')) from++;
            if (from == end) return 0;
            _started = true;
        }

        int to = start;
        if (from == start)
        {
            while (to < end && IsLegal(buffer[to])) to++;
            FindSolid(buffer, start, to);
            if (to == end) return end - start;
            from = to;
        }

        for (; from < end; from++)
        {
            char c = buffer[from];
            if (!IsLegal(c))
            {
                if (_solid == '>') continue;
                c = '\uFFFD';
            }

            if (c > ' ') _solid = c;
            buffer[to++] = c;
        }

        return to - start;
    }

    private void FindSolid(char[] buffer, int start, int end)
    {
        while (end > start && buffer[end - 1] <= ' ') end--;
        if (end > start) _solid = buffer[end - 1];
    }

    // One comparison decides for all but a handful of characters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLegal(char c) => (uint)(c - ' ') < 0xFFFE - ' ' || c is '\n' or '\r' or '\t';
}
