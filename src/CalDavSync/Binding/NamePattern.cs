using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>Wildcard patterns that mean the same in every culture: in Turkish, for example, I is no capital i.</summary>
internal static class NamePattern
{
    /// <summary>Case does not matter.</summary>
    public static WildcardPattern IgnoringCase(string pattern) => new(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

    /// <summary>Case matters.</summary>
    public static WildcardPattern Exact(string pattern) => new(pattern, WildcardOptions.CultureInvariant);
}
