using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CalDavSync.Sandbox.Security;

/// <summary>Digest with MD5 and qop=auth (RFC 7616); a nonce counter may be used only once, in any order.</summary>
internal sealed class DigestAuthentication
{
    private const string Realm = "CalDAV sandbox";
    private const int MaximumNonces = 10_000;
    private static readonly Regex Parameter = new(
        "([a-z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly string _userName;
    private readonly string _secret;
    private readonly Dictionary<string, HashSet<uint>> _nonces = new(StringComparer.Ordinal);

    public DigestAuthentication(string userName, string password)
    {
        _userName = userName;
        _secret = Hash(userName + ":" + Realm + ":" + password);
    }

    public string NewChallenge(bool stale)
    {
        string nonce = Guid.NewGuid().ToString("N");
        lock (_nonces)
        {
            if (_nonces.Count >= MaximumNonces) _nonces.Clear();
            _nonces.Add(nonce, new HashSet<uint>());
        }

        return "Digest realm=\"" + Realm + "\", qop=\"auth\", algorithm=MD5, charset=UTF-8, nonce=\"" + nonce + "\"" + (stale ? ", stale=true" : string.Empty);
    }

    public DigestVerdict Check(string method, string? header)
    {
        if (header is null || header.Length > 8192 || !header.StartsWith("Digest ", StringComparison.OrdinalIgnoreCase)) return DigestVerdict.Refused;
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter.Matches(header.Substring(7))) values[match.Groups[1].Value] = match.Groups[2].Value + match.Groups[3].Value;
        string Get(string name) => values.TryGetValue(name, out string? value) ? value : string.Empty;

        if (Get("username") != _userName || Get("realm") != Realm || Get("qop") != "auth") return DigestVerdict.Refused;
        string expected = Hash(string.Join(":", _secret, Get("nonce"), Get("nc"), Get("cnonce"), "auth", Hash(method + ":" + Get("uri"))));
        if (!string.Equals(expected, Get("response"), StringComparison.OrdinalIgnoreCase)) return DigestVerdict.Refused;
        if (!uint.TryParse(Get("nc"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint count)) return DigestVerdict.Refused;
        lock (_nonces)
        {
            return _nonces.TryGetValue(Get("nonce"), out HashSet<uint>? used) && used.Add(count) ? DigestVerdict.Accepted : DigestVerdict.Stale;
        }
    }

    private static string Hash(string text)
    {
        using MD5 md5 = MD5.Create();
        return BitConverter.ToString(md5.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace("-", string.Empty).ToLowerInvariant();
    }
}
