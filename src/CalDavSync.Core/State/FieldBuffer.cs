using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>
/// Bytes of a line under construction. Fields are UTF-8 with tabs, line ends, control characters, backslashes and lone surrogates
/// escaped, so that any text survives and equal texts are equal bytes; null is <c>\N</c>.
/// </summary>
internal sealed class FieldBuffer
{
    public byte[] Bytes { get; private set; } = new byte[256];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    [MethodImpl(Compiled.AtOnce)]
    public void Byte(byte value)
    {
        Reserve(1);
        Bytes[Length++] = value;
    }

    /// <summary>Text that needs no escaping.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void Ascii(string text)
    {
        Reserve(text.Length);
        foreach (char c in text) Bytes[Length++] = (byte)c;
    }

    public void Raw(byte[] source, int offset, int count)
    {
        Reserve(count);
        Buffer.BlockCopy(source, offset, Bytes, Length, count);
        Length += count;
    }

    /// <summary>A field; for the name of a pair the equals sign is escaped as well.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void Field(string? text, bool isName = false)
    {
        if (text is null)
        {
            Ascii("\\N");
            return;
        }

        // One UTF-16 unit becomes six bytes at most: \uXXXX.
        Reserve(checked(text.Length * 6));
        for (int i = Plain(text, isName); i < text.Length; i++)
        {
            char c = text[i];
            if (IsPlain(c, isName))
            {
                Bytes[Length++] = (byte)c;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                Utf8(char.ConvertToUtf32(c, text[++i]));
            }
            else if (c >= '\x80' && !char.IsSurrogate(c))
            {
                Utf8(c);
            }
            else
            {
                Escape(c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(char c, bool isName) => c is >= ' ' and < '\x7f' and not '\\' && !(isName && c == '=');

    // Copies what needs no escaping, which is all of almost every field, and returns where it ends.
    [MethodImpl(Compiled.AtOnce)]
    private int Plain(string text, bool isName)
    {
        byte[] bytes = Bytes;
        int start = Length;
        int i = 0;
        for (; i < text.Length && IsPlain(text[i], isName); i++) bytes[start + i] = (byte)text[i];
        Length = start + i;
        return i;
    }

    private void Utf8(int codePoint)
    {
        if (codePoint < 0x800)
        {
            Bytes[Length++] = (byte)(0xC0 | (codePoint >> 6));
        }
        else
        {
            if (codePoint < 0x10000)
            {
                Bytes[Length++] = (byte)(0xE0 | (codePoint >> 12));
            }
            else
            {
                Bytes[Length++] = (byte)(0xF0 | (codePoint >> 18));
                Bytes[Length++] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
            }

            Bytes[Length++] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
        }

        Bytes[Length++] = (byte)(0x80 | (codePoint & 0x3F));
    }

    private void Escape(char c)
    {
        Bytes[Length++] = (byte)'\\';
        char letter = c switch { '\\' => '\\', '\t' => 't', '\n' => 'n', '\r' => 'r', _ => 'u' };
        Bytes[Length++] = (byte)letter;
        if (letter != 'u') return;
        for (int shift = 12; shift >= 0; shift -= 4) Bytes[Length++] = (byte)"0123456789abcdef"[(c >> shift) & 15];
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Reserve(int count)
    {
        int needed = checked(Length + count);
        if (needed <= Bytes.Length) return;
        byte[] bytes = Bytes;
        Array.Resize(ref bytes, Math.Max(needed, (int)Math.Min(Bytes.Length * 2L, 0x7FFFFFC7)));
        Bytes = bytes;
    }
}
