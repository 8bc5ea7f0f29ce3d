using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.State;

/// <summary>
/// File names made of hostile text: never a path, safe on Windows, macOS and Linux, and different for different texts even where
/// file systems ignore case or Unicode normalisation. Text that is such a name already keeps it; every other gets a readable stem,
/// a tilde, which no kept name contains, and a checksum of the whole text.
/// </summary>
internal static class SafeFileName
{
    private const int MaximumBytes = 120;
    private const int ChecksumLength = 12;
    private const string PlainPunctuation = "_-.@+=";

    /// <param name="text">Any text; what is behind its last slash makes the readable stem.</param>
    /// <param name="extension">With its dot, in lower case; or empty.</param>
    public static string For(string text, string extension) => IsPlain(text, extension) ? text : Hashed(text, extension);

    /// <summary>The name with a checksum, also for text that could be a name itself.</summary>
    public static string Hashed(string text, string extension)
    {
        string last = Uri.UnescapeDataString(text.TrimEnd('/'));
        last = last.Substring(last.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        if (extension.Length > 0 && last.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) last = last.Substring(0, last.Length - extension.Length);
        return Stem(last, MaximumBytes - extension.Length - ChecksumLength - 1) + "~" + Checksum(text) + extension;
    }

    private static bool IsPlain(string text, string extension)
    {
        int stemLength = text.Length - extension.Length;
        if (stemLength < 1 || text.Length > MaximumBytes || !text.EndsWith(extension, StringComparison.Ordinal)) return false;
        if (!IsLowerLetterOrDigit(text[0]) && text[0] != '_') return false;
        if (text[stemLength - 1] == '.' || IsReserved(text)) return false;
        foreach (char c in text)
        {
            if (!IsLowerLetterOrDigit(c) && PlainPunctuation.IndexOf(c) < 0) return false;
        }

        return true;
    }

    private static string Stem(string text, int maximumBytes)
    {
        StringBuilder stem = new();
        int bytes = 0;
        foreach (char c in Normalizable(text).Normalize(NormalizationForm.FormC))
        {
            char kept = IsReadable(c) ? c : '_';
            bytes += kept < 0x80 ? 1 : kept < 0x800 ? 2 : 3;
            if (bytes > maximumBytes - 1) break;
            stem.Append(kept);
        }

        string result = stem.ToString().Trim(' ', '.');
        if (result.Length == 0) return "item";
        return result[0] == '-' || IsReserved(result) ? "_" + result : result;
    }

    /// <summary>Normalisation refuses lone surrogates and noncharacters; accents it joins with their letters.</summary>
    private static string Normalizable(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (char c in text) result.Append(IsReadable(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? c : '_');
        return result.ToString();
    }

    private static bool IsReadable(char c) => char.IsLetterOrDigit(c) || c == ' ' || PlainPunctuation.IndexOf(c) >= 0;

    /// <summary>The device names of Windows, which count with any extension.</summary>
    private static bool IsReserved(string name)
    {
        int dot = name.IndexOf('.');
        string stem = (dot < 0 ? name : name.Substring(0, dot)).TrimEnd(' ').ToUpperInvariant();
        if (stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$") return true;
        bool isPort = stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal);
        return isPort && stem.Length == 4 && stem[3] is >= '0' and <= '9';
    }

    private static bool IsLowerLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    /// <summary>60 bits of SHA-256 in lower-case base32.</summary>
    private static string Checksum(string text)
    {
        FieldBuffer bytes = new();
        bytes.Field(text);
        using SHA256 hash = SHA256.Create();
        ulong bits = BitConverter.ToUInt64(hash.ComputeHash(bytes.Bytes, 0, bytes.Length), 0);
        char[] result = new char[ChecksumLength];
        for (int i = 0; i < result.Length; i++, bits >>= 5) result[i] = "abcdefghijklmnopqrstuvwxyz234567"[(int)(bits & 31)];
        return new string(result);
    }
}
