using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>What -Connection accepts: a connection, its name (wildcards where several make sense), or its address. Looked up when the command runs.</summary>
public sealed class ConnectionReference
{
    private readonly string _text;
    private readonly string _literal;
    private readonly WildcardPattern? _pattern;

    /// <summary>The connection itself.</summary>
    public ConnectionReference(CalDavConnection connection)
    {
        Connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _text = _literal = connection.Name;
    }

    /// <summary>A name as given with Connect-CalDav -Name, a wildcard pattern, or an address.</summary>
    public ConnectionReference(string name)
    {
        _text = name ?? throw new ArgumentNullException(nameof(name));
        _literal = WildcardPattern.Unescape(name);
        if (WildcardPattern.ContainsWildcardCharacters(name)) _pattern = NamePattern.IgnoringCase(name);
    }

    /// <summary>The address the connection was opened with.</summary>
    public ConnectionReference(Uri uri)
        : this((uri ?? throw new ArgumentNullException(nameof(uri))).OriginalString)
    {
    }

    /// <summary>The object given; null when a name or address was.</summary>
    internal CalDavConnection? Connection { get; }

    internal bool HasWildcards => _pattern is not null;

    /// <summary>The name or address as given.</summary>
    public override string ToString() => _text;

    /// <summary>The connection has exactly this name. One may be called a[1]; one that is called * must not take the place of all.</summary>
    internal bool IsNameOf(CalDavConnection connection)
    {
        if (Connection is not null || (HasWildcards && _text.Trim('*').Length == 0)) return false;
        return string.Equals(connection.Name, HasWildcards ? _text : _literal, StringComparison.OrdinalIgnoreCase);
    }

    internal bool Matches(CalDavConnection connection) => Connection is null
        && (IsMatch(connection.Name) || IsMatch(connection.Uri.AbsoluteUri) || IsMatch(connection.Uri.AbsoluteUri.TrimEnd('/')));

    private bool IsMatch(string text) => _pattern?.IsMatch(text) ?? string.Equals(text, _literal, StringComparison.OrdinalIgnoreCase);
}
