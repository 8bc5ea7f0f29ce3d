using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CalDavSync.Errors;

namespace CalDavSync.CalDav.Profiles;

/// <summary>The compatibility database, read once when it is first asked.</summary>
internal static class ServerProfiles
{
    private const string Resource = "CalDavSync.CalDav.Profiles.server-profiles.ini";

    private static readonly Lazy<IReadOnlyList<ServerProfileEntry>> Database = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>All profiles, in the order of the file.</summary>
    public static IReadOnlyList<CalDavServerProfile> All => Database.Value.Select(entry => entry.Profile).ToArray();

    public static IReadOnlyList<ServerProfileEntry> Entries => Database.Value;

    /// <summary>The profile of a name; case does not matter.</summary>
    /// <exception cref="ServerProfileNotFoundException">There is none; the message names similar ones.</exception>
    public static CalDavServerProfile Find(string name)
    {
        foreach (ServerProfileEntry entry in Database.Value)
        {
            if (entry.Profile.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) return entry.Profile;
        }

        throw new ServerProfileNotFoundException($"There is no server profile '{name}'.{SimilarNames.Question(name, All.Select(profile => profile.Name))}");
    }

    /// <summary>The profile most signs speak for, or null when none does.</summary>
    /// <param name="weight">How much speaks for it; comparable between answers of the same server.</param>
    public static CalDavServerProfile? Recognise(ServerTraits traits, out int weight)
    {
        ServerProfileEntry? best = null;
        weight = 0;
        foreach (ServerProfileEntry entry in Database.Value)
        {
            int candidate = entry.Weigh(traits);
            if (candidate <= weight) continue;
            best = entry;
            weight = candidate;
        }

        return best?.Profile;
    }

    private static IReadOnlyList<ServerProfileEntry> Load()
    {
        using Stream stream = typeof(ServerProfiles).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {Resource}.");
        using var text = new StreamReader(stream);
        return ServerProfileReader.Read(text);
    }
}
