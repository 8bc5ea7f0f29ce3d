using System;
using System.Globalization;

namespace CalDavSync.Sync;

/// <summary>
/// Tokens that end in a number and count changes with it, as those of sabre/dav (<c>http://sabre.io/ns/sync/17</c>), Nextcloud and Cyrus do. Little is
/// concluded from them: that a server went back, because it was restored from a backup or the calendar was made again, and how much a page may hide.
/// </summary>
internal static class CounterToken
{
    private const int MostDigits = 18;

    /// <summary>How many changes lie between two tokens; null when they are of another kind, do not belong together or come the other way round.</summary>
    public static long? Steps(string? before, string? after)
    {
        if (before is null || after is null) return null;
        int start = Math.Min(NumberStart(before), NumberStart(after));
        if (!TryNumber(before, start, out long first) || !TryNumber(after, start, out long second)) return null;
        return second >= first && string.CompareOrdinal(before, 0, after, 0, start) == 0 ? second - first : null;
    }

    /// <summary>Both tokens are of one kind, and the first counts less than the second.</summary>
    public static bool IsEarlier(string? token, string? other) => Steps(token, other) > 0;

    private static int NumberStart(string token)
    {
        int start = token.Length;
        while (start > 0 && token[start - 1] is >= '0' and <= '9') start--;
        return start;
    }

    private static bool TryNumber(string token, int start, out long number)
    {
        number = 0;
        return token.Length - start is > 0 and <= MostDigits
            && long.TryParse(token.Substring(start), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
