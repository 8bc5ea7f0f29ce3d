using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav.Xml;

/// <summary>Text whose references are replaced: the five names of XML and numbers. An entity that nobody declared is an error, and not a hole in an address.</summary>
internal sealed class XmlText
{
    private const int LastCharacter = 0x10FFFF;
    private static readonly string[] Names = { "amp;", "lt;", "gt;", "quot;", "apos;" };
    private const string Characters = "&<>\"'";

    private char[] _decoded = new char[1024];
    private int _length;

    public override string ToString() => new(_decoded, 0, _length);

    /// <summary>Replaces the references in a piece of text.</summary>
    /// <returns>Where something stands that is no reference, or -1.</returns>
    [MethodImpl(Compiled.AtOnce)]
    public int Decode(char[] buffer, int start, int length)
    {
        if (_decoded.Length < length) _decoded = new char[Math.Max(length, _decoded.Length * 2)];
        _length = 0;
        int end = start + length;
        while (start < end)
        {
            int reference = Array.IndexOf(buffer, '&', start, end - start);
            int plain = (reference < 0 ? end : reference) - start;
            Array.Copy(buffer, start, _decoded, _length, plain);
            _length += plain;
            start += plain;
            if (reference < 0) break;
            int size = Reference(buffer, start + 1, end);
            if (size == 0) return start;
            start += size + 1;
        }

        return -1;
    }

    // Its characters behind the ampersand; 0 when it is none.
    [MethodImpl(Compiled.AtOnce)]
    private int Reference(char[] buffer, int start, int end)
    {
        if (start < end && buffer[start] == '#') return Number(buffer, start + 1, end) is var size and > 0 ? size + 1 : 0;
        for (int i = 0; i < Names.Length; i++)
        {
            if (end - start < Names[i].Length || !XmlNames.IsAt(buffer, start, Names[i].Length, Names[i])) continue;
            _decoded[_length++] = Characters[i];
            return Names[i].Length;
        }

        return 0;
    }

    [MethodImpl(Compiled.AtOnce)]
    private int Number(char[] buffer, int start, int end)
    {
        bool isHex = start < end && buffer[start] == 'x';
        int at = isHex ? start + 1 : start;
        int first = at;
        int value = 0;
        for (; at < end && buffer[at] != ';'; at++)
        {
            int digit = Digit(buffer[at], isHex);
            if (digit < 0) return 0;
            value = Math.Min((value * (isHex ? 16 : 10)) + digit, LastCharacter + 1);
        }

        if (at == end || at == first) return 0;
        // One number that is no character must not cost a whole answer.
        if (value > LastCharacter) value = '\uFFFD';
        if (value > 0xFFFF)
        {
            _decoded[_length++] = (char)(0xD800 + ((value - 0x10000) >> 10));
            _decoded[_length++] = (char)(0xDC00 + (value & 0x3FF));
        }
        else
        {
            _decoded[_length++] = (char)value;
        }

        return at + 1 - start;
    }

    private static int Digit(char c, bool isHex) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' when isHex => c - 'a' + 10,
        >= 'A' and <= 'F' when isHex => c - 'A' + 10,
        _ => -1,
    };
}
