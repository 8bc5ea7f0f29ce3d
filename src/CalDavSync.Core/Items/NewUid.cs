using System;
using System.Globalization;
using System.Text;
using CalDavSync.Threading;

namespace CalDavSync.Items;

/// <summary>A UID no other item has (RFC 7986 section 5.3): nothing of this machine or its user is in it.</summary>
internal static class NewUid
{
    private const int Groups = 6;

    public static string Create(IClock clock)
    {
        var uid = new StringBuilder(clock.UtcNow.UtcTicks.ToString("x", CultureInfo.InvariantCulture));
        for (int i = 0; i < Groups; i++) uid.Append('-').Append(((int)(clock.NextRandom() * 0x1000000)).ToString("x6", CultureInfo.InvariantCulture));
        return uid.ToString();
    }
}
