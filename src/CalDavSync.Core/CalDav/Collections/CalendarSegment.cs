using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.CalDav.Collections;

/// <summary>The path segment of a new calendar: lower-case letters, digits and hyphens, which every server takes.</summary>
internal static class CalendarSegment
{
    private const int MaximumLength = 60;

    /// <summary>Made of a display name: accents go, everything else strange becomes a hyphen; a name of nothing else becomes a checksum.</summary>
    public static string For(string name)
    {
        var segment = new StringBuilder(name.Length);
        foreach (char c in Decompose(name))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            char lower = char.ToLowerInvariant(c);
            bool kept = lower is >= 'a' and <= 'z' or >= '0' and <= '9';
            if (kept) segment.Append(lower);
            else if (segment.Length > 0 && segment[segment.Length - 1] != '-') segment.Append('-');
            if (segment.Length == MaximumLength) break;
        }

        string result = segment.ToString().Trim('-');
        return result.Length > 0 ? result : "calendar-" + Checksum(name);
    }

    /// <summary>Another segment for the calendar of an address, where this one is taken: always the same for the same address.</summary>
    public static string Hashed(string segment, string address)
    {
        string checksum = Checksum(address);
        int length = Math.Min(segment.Length, MaximumLength - checksum.Length - 1);
        return segment.Substring(0, length).TrimEnd('-') + "-" + checksum;
    }

    private static string Decompose(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            // Lone surrogates have no decomposition; they become hyphens as they are.
            return name;
        }
    }

    private static string Checksum(string name)
    {
        using SHA256 hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(name)), 0, 4).Replace("-", string.Empty).ToLowerInvariant();
    }
}
