using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace CalDavSync.Sandbox.Http;

/// <summary>Writes XML text in large pieces. One instance serves a whole connection, so that no answer allocates buffers.</summary>
internal sealed class BodyWriter
{
    public static readonly Encoding Utf8 = new UTF8Encoding(false, false);

    /// <summary>Which of the first characters, up to the greater-than sign, need no look: most of them.</summary>
    private static readonly bool[] IsPlain = Enumerable.Range(0, '>' + 1).Select(c => c is '\n' or '\t' or (>= ' ' and not ('&' or '<' or '>'))).ToArray();

    private readonly char[] _chars = new char[16 * 1024];
    private byte[] _bytes = new byte[64 * 1024];
    private int _count;
    private Encoder _encoder = Utf8.GetEncoder();
    private Stream _target = Stream.Null;

    /// <summary>Lets characters through that XML 1.0 forbids (quirk Q118); reset by <see cref="Begin"/>.</summary>
    public bool AllowIllegalCharacters { get; set; }

    public void Begin(Stream target, Encoding encoding)
    {
        _target = target;
        _encoder = encoding.GetEncoder();
        _count = 0;
        AllowIllegalCharacters = false;
        byte[] preamble = encoding.GetPreamble();
        if (preamble.Length > 0) target.Write(preamble, 0, preamble.Length);
        int needed = encoding.GetMaxByteCount(_chars.Length);
        if (_bytes.Length < needed) _bytes = new byte[needed];
    }

    public void End()
    {
        Flush(last: true);
        _target = Stream.Null;
    }

    public BodyWriter Raw(string text) => Raw(text, 0, text.Length);

    public BodyWriter Raw(long number) => Raw(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Character data: markup is escaped, and carriage returns too, because a parser would swallow them.</summary>
    public BodyWriter Escaped(string text)
    {
        int from = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < '\uFFFE' && (c > '>' || IsPlain[c])) continue;
            string? replacement = Replacement(c);
            if (replacement is null) continue;
            Raw(text, from, i - from).Raw(replacement);
            from = i + 1;
        }

        return Raw(text, from, text.Length - from);
    }

    private string? Replacement(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\r' => "&#13;",
        '\n' or '\t' => null,
        < ' ' or > '\uFFFD' => AllowIllegalCharacters ? null : string.Empty,
        _ => null,
    };

    private BodyWriter Raw(string text, int from, int length)
    {
        while (length > 0)
        {
            if (_count == _chars.Length) Flush(last: false);
            int part = Math.Min(length, _chars.Length - _count);
            text.CopyTo(from, _chars, _count, part);
            _count += part;
            from += part;
            length -= part;
        }

        return this;
    }

    private void Flush(bool last)
    {
        int size = _encoder.GetBytes(_chars, 0, _count, _bytes, 0, last);
        _count = 0;
        if (size > 0) _target.Write(_bytes, 0, size);
    }
}
