using System;
using System.Collections.Concurrent;
using System.IO;
using System.Security;

namespace CalDavSync.ICalendar;

/// <summary>
/// Finds the time zone a TZID means: names of the time zone database, Windows names, and the two behind a vendor's prefix
/// (/freeassociation.sourceforge.net/Europe/Berlin, /mozilla.org/20050126_1/Europe/Berlin). Answers, also "unknown", are remembered.
/// </summary>
internal static class TimeZoneCatalog
{
    private const int MaximumIdLength = 128;
    private const int MaximumRemembered = 1024;
    private static readonly ConcurrentDictionary<string, (TimeZoneInfo? Zone, string Name)> Remembered = new(StringComparer.Ordinal);

    /// <summary>The zone; null when nothing on this machine is called so.</summary>
    public static TimeZoneInfo? Find(string timeZoneId) => Get(timeZoneId).Zone;

    /// <summary>The name of the zone without the vendor's prefix; the id itself when nothing on this machine is called so.</summary>
    public static string NameOf(string timeZoneId) => Get(timeZoneId).Name;

    private static (TimeZoneInfo? Zone, string Name) Get(string timeZoneId)
    {
        if (Remembered.TryGetValue(timeZoneId, out (TimeZoneInfo? Zone, string Name) known)) return known;
        (TimeZoneInfo? Zone, string Name) found = IsPlausible(timeZoneId) ? LookUp(timeZoneId) : (null, timeZoneId);
        // The ids come from strangers: what is remembered stays bounded.
        if (Remembered.Count < MaximumRemembered) Remembered[timeZoneId] = found;
        return found;
    }

    /// <summary>The runtime makes a file path of the id, so only what can be a zone's name gets there.</summary>
    private static bool IsPlausible(string timeZoneId)
    {
        if (timeZoneId.Length is 0 or > MaximumIdLength || timeZoneId.Contains("..")) return false;
        foreach (char character in timeZoneId)
        {
            bool plausible = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
                or '/' or '_' or '-' or '+' or '.' or ' ' or '(' or ')';
            if (!plausible) return false;
        }

        return true;
    }

    private static (TimeZoneInfo? Zone, string Name) LookUp(string timeZoneId)
    {
        if (timeZoneId[0] != '/') return (FindOnSystem(timeZoneId), timeZoneId);
        for (int slash = 0; slash >= 0; slash = timeZoneId.IndexOf('/', slash + 1))
        {
            string name = timeZoneId.Substring(slash + 1);
            if (FindOnSystem(name) is { } zone) return (zone, name);
        }

        return (null, timeZoneId);
    }

    private static TimeZoneInfo? FindOnSystem(string name)
    {
        if (name.Length == 0 || name[0] == '/') return null;
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException
            or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
