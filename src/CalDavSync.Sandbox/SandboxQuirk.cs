namespace CalDavSync.Sandbox;

/// <summary>One misbehaviour seen on a real server, which the sandbox can show.</summary>
public sealed class SandboxQuirk
{
    internal SandboxQuirk(string name, string numbers, string description)
    {
        Name = name;
        Numbers = numbers;
        Description = description;
    }

    /// <summary>The name by which it is switched on; case does not matter.</summary>
    public string Name { get; }

    /// <summary>Its number or numbers in the project's list of quirks, such as <c>Q13, Q14</c>, or the server it was measured on.</summary>
    public string Numbers { get; }

    /// <summary>One line: what the server does.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
