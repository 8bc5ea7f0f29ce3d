using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CalDavSync.State;

/// <summary>Reads what <see cref="FieldBuffer"/> wrote.</summary>
internal static class FieldText
{
    /// <summary>The text of a field. An escape that was never written by us stays as it is: reading never fails.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string? Decode(byte[] bytes, int start, int length)
    {
        string text = Encoding.UTF8.GetString(bytes, start, length);
        if (text == "\\N") return null;
        return text.IndexOf('\\') < 0 ? text : Unescape(text);
    }

    /// <summary>The bytes up to the next tab, or to the end; <paramref name="start"/> moves behind the tab.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string? Next(byte[] bytes, ref int start, int end)
    {
        int tab = Array.IndexOf(bytes, (byte)'\t', start, end - start);
        int stop = tab < 0 ? end : tab;
        string? text = Decode(bytes, start, stop - start);
        start = tab < 0 ? end : tab + 1;
        return text;
    }

    /// <summary>True when the bytes at <paramref name="start"/> are the ASCII text.</summary>
    public static bool StartsWith(byte[] bytes, int start, int length, string ascii)
    {
        if (length < ascii.Length) return false;
        for (int i = 0; i < ascii.Length; i++)
        {
            if (bytes[start + i] != ascii[i]) return false;
        }

        return true;
    }

    private static string Unescape(string text)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            char plain = next switch { '\\' => '\\', 't' => '\t', 'n' => '\n', 'r' => '\r', _ => '\0' };
            if (plain != '\0')
            {
                result.Append(plain);
                i++;
            }
            else if (next == 'u' && i + 5 < text.Length
                && ushort.TryParse(text.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                result.Append((char)unit);
                i += 5;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
