using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox;

/// <summary>The catalogue of misbehaviours.</summary>
public static class SandboxQuirks
{
    private static readonly Type[] Areas =
    {
        typeof(TokenQuirks), typeof(PagingQuirks), typeof(RowQuirks), typeof(HrefQuirks), typeof(ETagQuirks),
        typeof(FetchQuirks), typeof(TransportQuirks), typeof(DiscoveryQuirks), typeof(WriteQuirks), typeof(TimingQuirks),
    };

    /// <summary>Every quirk there is, by subject.</summary>
    public static IReadOnlyList<SandboxQuirk> All { get; } = Areas
        .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => (SandboxQuirk)field.GetValue(null)!)
        .ToList();

    /// <summary>Finds a quirk by name, without regard to case.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The quirk.</returns>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static SandboxQuirk Find(string name) =>
        All.FirstOrDefault(quirk => string.Equals(quirk.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException("There is no quirk '" + name + "'; SandboxQuirks.All lists them.", nameof(name));
}
