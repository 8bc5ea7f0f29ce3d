using System;
using CalDavSync.Dav;

namespace CalDavSync.CalDav;

/// <summary>
/// A path prefix that a reverse proxy adds or takes away: the server names itself at another path than it was asked at, and all its other
/// addresses are off by the same prefix (Q85).
/// </summary>
internal readonly record struct ProxyPrefix(string Added, string Missing)
{
    public static ProxyPrefix None => new(string.Empty, string.Empty);

    /// <param name="asked">The address that was asked.</param>
    /// <param name="self">The address the answer gives for it.</param>
    public static ProxyPrefix Of(Uri asked, string self)
    {
        string own = HrefPath.Canonical("/", asked.AbsolutePath).TrimEnd('/');
        string named = HrefPath.Canonical(asked.AbsolutePath, self).TrimEnd('/');
        if (own == named) return None;
        if (named.EndsWith(own, StringComparison.Ordinal)) return new ProxyPrefix(named.Substring(0, named.Length - own.Length), string.Empty);
        if (named.Length > 0 && own.EndsWith(named, StringComparison.Ordinal)) return new ProxyPrefix(string.Empty, own.Substring(0, own.Length - named.Length));
        return None;
    }

    /// <summary>The path as the public address has it.</summary>
    public string Apply(string path)
    {
        if (Added.Length > 0 && path.StartsWith(Added + "/", StringComparison.Ordinal)) return path.Substring(Added.Length);
        bool lacks = Missing.Length > 0 && path.StartsWith("/", StringComparison.Ordinal) && !path.StartsWith(Missing + "/", StringComparison.Ordinal);
        return lacks ? Missing + path : path;
    }
}
