using System.Runtime.CompilerServices;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>Escaping of TEXT values (RFC 5545 section 3.3.11).</summary>
internal static class TextValue
{
    private static readonly char[] Escaped = { '\\', ';', ',', '\n', '\r' };

    /// <summary>What a person reads. A backslash before any other character is kept: it is no escape, as in C:\temp.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Unescape(string value)
    {
        int backslash = value.IndexOf('\\');
        if (backslash < 0) return value;
        var text = new StringBuilder(value.Length).Append(value, 0, backslash);
        for (int i = backslash; i < value.Length; i++)
        {
            char escaped = value[i] == '\\' && i + 1 < value.Length ? value[i + 1] : '\0';
            if (escaped is 'n' or 'N') text.Append('\n');
            else if (escaped is '\\' or ',' or ';') text.Append(escaped);
            else
            {
                text.Append(value[i]);
                continue;
            }

            i++;
        }

        return text.ToString();
    }

    /// <summary>The written form; every kind of line break becomes \n.</summary>
    public static string Escape(string text)
    {
        if (text.IndexOfAny(Escaped) < 0) return text;
        var value = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            if (character is '\r' or '\n') value.Append("\\n");
            else if (character is '\\' or ';' or ',') value.Append('\\').Append(character);
            else value.Append(character);
        }

        return value.ToString();
    }
}
