using System;
using System.Globalization;

namespace CalDavSync.Sync;

/// <summary>
/// Tokens that are a Unix time in whole seconds (Q13, Q14): a change in the token's own second may be missing from the next answer, so
/// the next request goes back to an older token and the map drops what is known already.
/// </summary>
internal static class EpochToken
{
    /// <summary>In seconds: how far back a request goes whose token was issued first, and how far a token may lag behind.</summary>
    public const int Overlap = 2;

    private static readonly long Earliest = new DateTimeOffset(2001, 9, 9, 1, 46, 40, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>The second the token stands for; null when the token is of another kind.</summary>
    public static long? Seconds(string? token, DateTimeOffset now)
    {
        if (token is not { Length: 10 }) return null;
        if (!long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) return null;
        return seconds >= Earliest && seconds <= now.AddDays(1).ToUnixTimeSeconds() ? seconds : null;
    }

    /// <summary>
    /// The token of an answer, or the one before where the answer only repeats the overlap it was asked with: else a calendar where nothing happens
    /// would go back a little with each run.
    /// </summary>
    public static string? Later(string? token, string? before, DateTimeOffset now) =>
        Seconds(token, now) is { } second && Seconds(before, now) is { } earlier && second < earlier && second >= earlier - Overlap ? before : token;

    /// <summary>The token to ask with: an older one the server issued itself, else the same time two seconds earlier.</summary>
    public static string Overlapping(string token, string? older, DateTimeOffset now)
    {
        if (Seconds(token, now) is not { } seconds) return token;
        if (Seconds(older, now) is { } earlier && earlier < seconds) return older!;
        return (seconds - Overlap).ToString(CultureInfo.InvariantCulture);
    }
}
