using System;
using System.Collections.Concurrent;
using System.Net;

namespace CalDavSync.Http;

/// <summary>Where the credentials of a connection may go.</summary>
internal sealed class TrustedOrigins
{
    private readonly ConcurrentDictionary<string, bool> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly Uri _origin;

    public TrustedOrigins(Uri origin)
    {
        _origin = WireAddress.Clean(origin);
        _origins[WireAddress.Server(_origin)] = true;
    }

    /// <summary>The origin the user named.</summary>
    public Uri Origin => _origin;

    /// <summary>Host and port with no path are compared: scheme, host and port have to agree.</summary>
    public bool Contains(Uri address) => _origins.ContainsKey(WireAddress.Server(address));

    /// <summary>
    /// Adds a host that the signed-in server named as principal, home-set or calendar: over https, the same host or one of the same parent
    /// domain, as iCloud does (Q130). False when the address is none of these.
    /// </summary>
    public bool TryAdd(Uri address)
    {
        if (Contains(address)) return true;
        if (address.Scheme != Uri.UriSchemeHttps || !IsSibling(_origin.DnsSafeHost, address.DnsSafeHost)) return false;
        _origins[WireAddress.Server(address)] = true;
        return true;
    }

    /// <summary>True where credentials cannot be read on the way: https, or a connection that never leaves this machine.</summary>
    public static bool IsPrivate(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || address.DnsSafeHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out var literal) && IPAddress.IsLoopback(literal));

    private static bool IsSibling(string known, string other)
    {
        if (known.Equals(other, StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(known, out _) || IPAddress.TryParse(other, out _)) return false;
        if (other.EndsWith("." + known, StringComparison.OrdinalIgnoreCase)) return known.IndexOf('.') > 0;
        var dot = known.IndexOf('.');
        if (dot < 0) return false;
        var parent = known.Substring(dot + 1);
        return !IsPublicSuffix(parent)
            && (other.Equals(parent, StringComparison.OrdinalIgnoreCase)
                || other.EndsWith("." + parent, StringComparison.OrdinalIgnoreCase));
    }

    // Names below these belong to different people. Without the public suffix list: a bare top-level domain, and the second levels that
    // country registries sell below (co.uk, com.au, gv.at, …), which are short labels under two-letter domains.
    private static bool IsPublicSuffix(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length < 2 || (labels.Length == 2 && labels[1].Length == 2 && labels[0].Length <= 3);
    }
}
