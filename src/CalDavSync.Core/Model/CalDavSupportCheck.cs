namespace CalDavSync;

/// <summary>One thing that Test-CalDavSyncSupport tried, and what came of it.</summary>
public sealed class CalDavSupportCheck
{
    internal CalDavSupportCheck(string name, bool? passed, bool required, string detail, string reference)
    {
        Name = name;
        Passed = passed;
        Required = required;
        Detail = detail;
        Reference = reference;
    }

    /// <summary>What was tried.</summary>
    public string Name { get; }

    /// <summary>True or false; null when it was not tried, for the reason in <see cref="Detail"/>.</summary>
    public bool? Passed { get; }

    /// <summary>Sync tokens cannot be relied on where this fails.</summary>
    public bool Required { get; }

    /// <summary>What was seen on the wire, in plain words.</summary>
    public string Detail { get; }

    /// <summary>The section of the standard, or the number of the known quirk.</summary>
    public string Reference { get; }

    /// <summary>The name and how it went.</summary>
    public override string ToString() => Name + ": " + (Passed switch { true => "yes", false => "no", null => "not tried" });
}
