using System.Collections.Generic;

namespace CalDavSync.Sandbox;

/// <summary>How a real server is imitated: a name and the quirks it is known for.</summary>
public sealed class SandboxProfile
{
    internal SandboxProfile(string name, string description, params SandboxQuirk[] quirks)
    {
        Name = name;
        Description = description;
        Quirks = quirks;
    }

    /// <summary>The server's name; case does not matter.</summary>
    public string Name { get; }

    /// <summary>What it is known for, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Its quirks.</summary>
    public IReadOnlyList<SandboxQuirk> Quirks { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
