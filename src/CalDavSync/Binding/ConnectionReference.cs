using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>What -Connection accepts: a connection, its name (wildcards where several make sense), or its address. Looked up when the command runs.</summary>
public sealed class ConnectionReference
{
    private readonly string _text;
    private readonly WildcardPattern? _pattern;

    /// <summary>The connection itself.</summary>
    public ConnectionReference(CalDavConnection connection)
    {
        Connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _text = connection.Name;
    }

    /// <summary>A name as given with Connect-CalDav -Name, a wildcard pattern, or an address.</summary>
    public ConnectionReference(string name)
    {
        _text = name ?? throw new ArgumentNullException(nameof(name));
        HasWildcards = WildcardPattern.ContainsWildcardCharacters(name);
        _pattern = new WildcardPattern(HasWildcards ? name : WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);
    }

    /// <summary>The address the connection was opened with.</summary>
    public ConnectionReference(Uri uri)
        : this((uri ?? throw new ArgumentNullException(nameof(uri))).OriginalString)
    {
    }

    /// <summary>The object given; null when a name or address was.</summary>
    internal CalDavConnection? Connection { get; }

    internal bool HasWildcards { get; }

    /// <summary>The name or address as given.</summary>
    public override string ToString() => _text;

    internal bool Matches(CalDavConnection connection) =>
        _pattern is not null
        && (_pattern.IsMatch(connection.Name) || _pattern.IsMatch(connection.Uri.AbsoluteUri) || _pattern.IsMatch(connection.Uri.AbsoluteUri.TrimEnd('/')));
}
