using System;
using System.Text;

namespace CalDavSync.Http;

/// <summary>The beginning of an answer's text, fit for a message: short and without control characters.</summary>
internal static class Excerpt
{
    /// <summary>The longest excerpt an exception carries, in characters.</summary>
    public const int MaximumLength = 500;

    /// <summary>Null when nothing readable is there.</summary>
    public static string? Of(byte[] bytes, int count) => Of(Encoding.UTF8.GetString(bytes, 0, Math.Min(count, 4 * MaximumLength)));

    /// <summary>Null when nothing readable is there.</summary>
    public static string? Of(string text)
    {
        // Before the text is cut, or the beginning of a secret would stay.
        text = KnownSecrets.Mask(text);
        var result = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var character in text)
        {
            if (result.Length == MaximumLength) break;
            if (!char.IsWhiteSpace(character) && !char.IsControl(character)) result.Append(character);
            else if (char.IsWhiteSpace(character) && result.Length > 0 && result[result.Length - 1] != ' ') result.Append(' ');
        }

        var excerpt = Redaction.Text(result.ToString()).Trim();
        return excerpt.Length == 0 ? null : excerpt;
    }
}
