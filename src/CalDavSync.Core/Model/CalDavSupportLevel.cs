namespace CalDavSync;

/// <summary>How changes are found on a server.</summary>
public enum CalDavSupportLevel
{
    /// <summary>Not at all: items can be neither synchronized nor listed.</summary>
    None,

    /// <summary>By listing all items and comparing; exact, and its cost grows with the calendar.</summary>
    Listing,

    /// <summary>By sync tokens (RFC 6578); the cost grows with the changes.</summary>
    Full,
}
