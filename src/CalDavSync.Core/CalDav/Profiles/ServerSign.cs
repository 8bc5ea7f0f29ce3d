using System.Text.RegularExpressions;

namespace CalDavSync.CalDav.Profiles;

/// <summary>One sign by which a server is recognised.</summary>
internal sealed class ServerSign
{
    // Headers and tokens are the server's words: only their beginning is looked at.
    private const int LongestText = 1000;

    private readonly Regex _pattern;

    /// <exception cref="System.ArgumentException">The pattern is no regular expression.</exception>
    public ServerSign(ServerSignKind kind, string pattern)
    {
        Kind = kind;
        _pattern = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public ServerSignKind Kind { get; }

    public bool IsSeenIn(string? text)
    {
        if (string.IsNullOrEmpty(text)) return false;
        return _pattern.IsMatch(text!.Length > LongestText ? text.Substring(0, LongestText) : text);
    }
}
