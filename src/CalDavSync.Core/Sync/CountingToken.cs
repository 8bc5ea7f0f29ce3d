using System;

namespace CalDavSync.Sync;

/// <summary>
/// Tokens that end in a number, as those of sabre/dav (<c>http://sabre.io/ns/sync/17</c>) and of most servers that count changes. Nothing is
/// concluded from them but that a server went back: it was restored from a backup, or the calendar was made again.
/// </summary>
internal static class CountingToken
{
    /// <summary>Both tokens are the same text with a number behind it, and the number of the first is smaller.</summary>
    public static bool IsEarlier(string? token, string? before)
    {
        if (token is null || before is null || token == before) return false;
        int start = NumberStart(token);
        if (start == token.Length || start != NumberStart(before) || start == before.Length) return false;
        if (string.CompareOrdinal(token, 0, before, 0, start) != 0) return false;
        string number = token.Substring(start).TrimStart('0');
        string other = before.Substring(start).TrimStart('0');
        return number.Length < other.Length || (number.Length == other.Length && string.CompareOrdinal(number, other) < 0);
    }

    private static int NumberStart(string text)
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] is >= '0' and <= '9') start--;
        return start;
    }
}
