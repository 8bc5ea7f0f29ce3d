using System;
using System.Globalization;
using System.Text;

namespace CalDavSync.Dav;

/// <summary>
/// Percent-decoding of address paths for comparison: as bytes (Q76), until stable, because servers encode once, twice or not at all
/// (Q72, Q77, and SOGo which differs between its own reports).
/// </summary>
internal static class HrefCodec
{
    private const int MaximumPasses = 5;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>
    /// The decoded text. An encoded slash stays <c>%2F</c> (Q79), as do bytes that are no UTF-8 and control characters; everything else
    /// that two spellings can differ in is gone.
    /// </summary>
    public static string Decode(string path)
    {
        string current = path;
        for (int pass = 0; pass < MaximumPasses && current.IndexOf('%') >= 0; pass++)
        {
            string next = DecodeOnce(current);
            if (next == current) break;
            current = next;
        }

        return current;
    }

    private static string DecodeOnce(string text)
    {
        var result = new StringBuilder(text.Length);
        byte[] run = new byte[text.Length / 3 + 1];
        int i = 0;
        while (i < text.Length)
        {
            int length = 0;
            int start = i;
            while (i + 2 < text.Length && text[i] == '%' && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                run[length++] = (byte)((high << 4) | low);
                i += 3;
            }

            if (length > 0) AppendRun(result, run, length);
            else result.Append(text[i++]);
        }

        return result.ToString();
    }

    private static void AppendRun(StringBuilder result, byte[] run, int length)
    {
        int i = 0;
        while (i < length)
        {
            int size = SequenceLength(run[i]);
            if (size == 0 || i + size > length || !TryChars(run, i, size, out string chars) || MustStayEscaped(chars[0]))
            {
                result.Append('%').Append(run[i].ToString("X2", CultureInfo.InvariantCulture));
                i++;
                continue;
            }

            result.Append(chars);
            i += size;
        }
    }

    private static bool MustStayEscaped(char c) => c == '/' || c < ' ' || c == '\u007F';

    private static int SequenceLength(byte first) => first switch
    {
        < 0x80 => 1,
        >= 0xC2 and < 0xE0 => 2,
        >= 0xE0 and < 0xF0 => 3,
        >= 0xF0 and < 0xF5 => 4,
        _ => 0,
    };

    private static bool TryChars(byte[] bytes, int offset, int count, out string chars)
    {
        try
        {
            chars = StrictUtf8.GetString(bytes, offset, count);
            return true;
        }
        catch (ArgumentException)
        {
            chars = string.Empty;
            return false;
        }
    }

    private static int Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
