using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>A parameter of a property (RFC 5545 section 3.2, value escapes of RFC 6868).</summary>
/// <param name="Name">As written.</param>
/// <param name="Values">Decoded: no quotes, no escapes.</param>
/// <param name="Written">The exact text, with the semicolon before it.</param>
internal sealed record PropertyParameter(string Name, IReadOnlyList<string> Values, string Written)
{
    private static readonly char[] NeedQuotes = { ',', ';', ':' };

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>;A=1;B="x:y",z</c>.</summary>
    public static IReadOnlyList<PropertyParameter> ParseAll(string text)
    {
        if (text.Length == 0) return Array.Empty<PropertyParameter>();
        var parameters = new List<PropertyParameter>();
        // The text begins with a semicolon: the part before it is empty.
        foreach (string part in Split(text, ';').Skip(1))
        {
            int equals = part.IndexOf('=');
            string name = equals < 0 ? part : part.Substring(0, equals);
            string[] values = equals < 0 ? Array.Empty<string>() : Split(part.Substring(equals + 1), ',').Select(Decode).ToArray();
            parameters.Add(new PropertyParameter(name.Trim(), values, ";" + part));
        }

        return parameters;
    }

    /// <summary>The text of a parameter, with the semicolon before it.</summary>
    public static string Write(string name, IEnumerable<string> values) => $";{name}={string.Join(",", values.Select(Encode))}";

    private static string Encode(string value)
    {
        string encoded = value.Replace("^", "^^").Replace("\r\n", "^n").Replace("\n", "^n").Replace("\r", "^n").Replace("\"", "^'");
        return encoded.IndexOfAny(NeedQuotes) < 0 ? encoded : $"\"{encoded}\"";
    }

    private static string Decode(string written)
    {
        string value = written.Trim();
        if (value.Length >= 2 && value[0] == '"' && value[value.Length - 1] == '"') value = value.Substring(1, value.Length - 2);
        if (value.IndexOf('^') < 0) return value;
        var decoded = new StringBuilder(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            char? escaped = value[i] != '^' || i + 1 == value.Length ? null : value[i + 1] switch { 'n' => '\n', '^' => '^', '\'' => '"', _ => null };
            decoded.Append(escaped ?? value[i]);
            if (escaped != null) i++;
        }

        return decoded.ToString();
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        bool quoted = false;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (text[i] == separator && !quoted)
            {
                yield return text.Substring(start, i - start);
                start = i + 1;
            }
        }

        yield return text.Substring(start);
    }
}
