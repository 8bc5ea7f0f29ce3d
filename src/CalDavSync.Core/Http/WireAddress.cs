using System;
using System.Reflection;

namespace CalDavSync.Http;

/// <summary>
/// Addresses as they go over the wire: without user information and fragment, and with the percent-escapes exactly as given, because
/// servers compare request targets as text (Q84). <see cref="Uri"/> alone would turn %41 into A and %c3 into %C3.
/// </summary>
internal static class WireAddress
{
    private static readonly Func<string, Uri>? Verbatim = FindVerbatim();

    /// <summary>The same address without user information and fragment; its original spelling is kept.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute http or https one.</exception>
    public static Uri Clean(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{Redaction.Address(address)}' is not an absolute http or https address.", nameof(address));
        return address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? address
            : new Uri(Server(address) + Target(address.OriginalString));
    }

    /// <summary>The address for the request line of a <see cref="Clean"/> address.</summary>
    public static Uri Exact(Uri address)
    {
        var original = address.OriginalString;
        if (original.EndsWith(address.PathAndQuery, StringComparison.Ordinal) || Verbatim == null) return address;
        var target = Target(original);
        return IsWellFormed(target) ? Verbatim(Server(address) + target) : address;
    }

    /// <summary>Scheme, host and port.</summary>
    public static string Server(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static string Target(string original)
    {
        var authority = original.IndexOf("://", StringComparison.Ordinal) + 3;
        var start = original.IndexOfAny(['/', '?', '#', '\\'], authority);
        if (start < 0) return "/";
        var end = original.IndexOf('#', start);
        var target = end < 0 ? original.Substring(start) : original.Substring(start, end - start);
        return target.Length > 0 && target[0] is '/' or '\\' ? target : "/" + target;
    }

    // Only what is already a legal request target may bypass Uri: spaces, non-ASCII characters and dot segments need its treatment.
    private static bool IsWellFormed(string target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var character = target[i];
            if (character is <= ' ' or >= '\x7f' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}') return false;
            if (character == '%' && !(i + 2 < target.Length && Uri.IsHexDigit(target[i + 1]) && Uri.IsHexDigit(target[i + 2]))) return false;
        }

        var query = target.IndexOf('?');
        var path = (query < 0 ? target : target.Substring(0, query)) + "/";
        return path.IndexOf("/./", StringComparison.Ordinal) < 0 && path.IndexOf("/../", StringComparison.Ordinal) < 0;
    }

    // UriCreationOptions came with .NET 6 and is not in netstandard2.0.
    private static Func<string, Uri>? FindVerbatim()
    {
        var optionsType = typeof(Uri).Assembly.GetType("System.UriCreationOptions");
        var property = optionsType?.GetProperty("DangerousDisablePathAndQueryCanonicalization");
        if (optionsType == null || property == null) return null;
        var constructor = typeof(Uri).GetConstructor([typeof(string), optionsType.MakeByRefType()]);
        if (constructor == null) return null;
        var options = Activator.CreateInstance(optionsType)!;
        property.SetValue(options, true);
        return text => (Uri)constructor.Invoke([text, options]);
    }
}
