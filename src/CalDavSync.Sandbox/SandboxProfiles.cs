using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Profiles;

namespace CalDavSync.Sandbox;

/// <summary>The servers the sandbox can imitate.</summary>
public static class SandboxProfiles
{
    /// <summary>Every profile, by name.</summary>
    public static IReadOnlyList<SandboxProfile> All { get; } = ProfileCatalog.All;

    /// <summary>Finds a profile by name, without regard to case.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static SandboxProfile Find(string name) =>
        All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException("There is no profile '" + name + "'; SandboxProfiles.All lists them.", nameof(name));
}
