using System;
using System.Text;

namespace CalDavSync.Dav;

/// <summary>
/// The encoding of an XML answer without a byte order mark (Q120): the charset of its media type (RFC 7303 section 3), else that of its XML
/// declaration, else UTF-8. Octets that are UTF-8 beyond doubt go before any label: front ends and templates put wrong ones on what passes.
/// </summary>
internal static class DocumentEncoding
{
    private const int DeclarationLength = 200;

    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="mediaType">The Content-Type, or null.</param>
    /// <param name="start">The beginning of the answer.</param>
    /// <param name="length">How many octets of it are filled.</param>
    public static Encoding Of(string? mediaType, byte[] start, int length)
    {
        if (length >= 2 && start[0] == '<' && start[1] == 0) return Encoding.Unicode;
        if (length >= 2 && start[0] == 0 && start[1] == '<') return Encoding.BigEndianUnicode;
        Encoding? labelled = Named(After(mediaType, "charset="));
        Encoding? declared = Named(Declared(Encoding.ASCII.GetString(start, 0, Math.Min(length, DeclarationLength))));
        Encoding named = labelled ?? declared ?? Encoding.UTF8;
        if (named is UTF8Encoding) return named;
        return IsUtf8(start, length, out bool isPlain) && (!isPlain || declared is UTF8Encoding) ? Encoding.UTF8 : named;
    }

    private static string? Declared(string beginning)
    {
        string text = beginning.TrimStart(' ', '\t', '\r', '\n');
        int end = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) : -1;
        return end < 0 ? null : After(text.Substring(0, end), "encoding=");
    }

    private static string? After(string? text, string name)
    {
        int at = text?.IndexOf(name, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0) return null;
        string value = text!.Substring(at + name.Length).TrimStart();
        if (value.Length > 0 && value[0] is '"' or '\'') return value.Substring(1).Split(value[0])[0].Trim();
        return value.Split(';', ' ')[0].Trim();
    }

    // UTF-16 without its mark was looked for before: the name alone is then a leftover of a conversion, as is one nobody knows.
    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name)) return null;
        try
        {
            Encoding encoding = Encoding.GetEncoding(name);
            return encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 20127 ? Encoding.UTF8 : encoding;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The last character may be cut. Plain: ASCII, which is right in most encodings.
    private static bool IsUtf8(byte[] start, int length, out bool isPlain)
    {
        isPlain = false;
        try
        {
            isPlain = Array.FindIndex(start, 0, length, octet => octet >= 0x80) < 0;
            return isPlain || Strict.GetDecoder().GetCharCount(start, 0, length, flush: false) > 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
