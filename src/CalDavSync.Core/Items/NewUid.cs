using System;
using System.Globalization;
using CalDavSync.Threading;

namespace CalDavSync.Items;

/// <summary>
/// A UID no other item has (RFC 7986 section 5.3): a UUID of time and randomness, version 7 of RFC 9562 section 5.7. Nothing of this machine
/// or its user is in it.
/// </summary>
internal static class NewUid
{
    private const long Version = 0x7000;
    private const long Variant = 0x8000;

    public static string Create(IClock clock)
    {
        long milliseconds = clock.UtcNow.ToUnixTimeMilliseconds();
        return string.Format(
            CultureInfo.InvariantCulture,
            "{0:x8}-{1:x4}-{2:x4}-{3:x4}-{4:x6}{5:x6}",
            (milliseconds >> 16) & 0xFFFFFFFF,
            milliseconds & 0xFFFF,
            Version | Bits(clock, 12),
            Variant | Bits(clock, 14),
            Bits(clock, 24),
            Bits(clock, 24));
    }

    private static long Bits(IClock clock, int count) => (long)(clock.NextRandom() * (1 << count));
}
