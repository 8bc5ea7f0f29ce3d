using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>The time zones of a file that is being joined: one definition for each TZID. Another one of the same TZID gets a name of its own.</summary>
internal sealed class JoinedTimeZones
{
    private const int HashOctets = 4;

    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);

    /// <summary>The name a definition has in the file, and whether the file has the definition already.</summary>
    /// <param name="id">Its own TZID.</param>
    public (string Name, bool IsKnown) Place(CalendarComponent zone, string id)
    {
        string meaning = TimeZoneMeaning.Of(zone, id);
        string name = id;
        for (int attempt = 0; _meanings.TryGetValue(name, out string? known); attempt++)
        {
            if (known == meaning) return (name, true);
            name = $"{id}-{Hash(meaning + new string('\n', attempt))}";
        }

        _meanings[name] = meaning;
        return (name, false);
    }

    // The same in every export, and nothing an item would call a zone by chance.
    private static string Hash(string meaning)
    {
        using SHA256 hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(meaning)), 0, HashOctets).Replace("-", string.Empty).ToLowerInvariant();
    }
}
