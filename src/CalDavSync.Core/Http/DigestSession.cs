using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace CalDavSync.Http;

/// <summary>
/// One nonce of a Digest sign-in (RFC 7616, and RFC 2617 or 2069 for servers that offer no qop), answered for many requests by counting.
/// Safe for requests in parallel: each takes its own count.
/// </summary>
internal sealed class DigestSession
{
    /// <summary>One character for each octet of a header, in the way the runtime reads them: servers write realms in Latin-1 or UTF-8.</summary>
    public static readonly Encoding HeaderOctets = Encoding.GetEncoding("iso-8859-1");

    private readonly string _user;
    private readonly string _realm;
    private readonly string? _opaque;
    private readonly string? _algorithm;
    private readonly string _secret;
    private readonly string _clientNonce;
    private readonly bool _hasQop;
    private readonly bool _sha256;
    private readonly bool _isSession;
    private readonly bool _hashesUser;
    private int _count;
    private int _accepted;

    private DigestSession(AuthenticationChallenge challenge, string user, string password)
    {
        _user = user;
        _realm = challenge["realm"] ?? "";
        Nonce = challenge["nonce"]!;
        _opaque = challenge["opaque"];
        _algorithm = challenge["algorithm"];
        _hasQop = challenge["qop"] != null;
        _sha256 = IsSha256(_algorithm);
        _hashesUser = string.Equals(challenge["userhash"], "true", StringComparison.OrdinalIgnoreCase);
        _clientNonce = NewNonce();
        _isSession = _algorithm != null && _algorithm.EndsWith("-sess", StringComparison.OrdinalIgnoreCase);
        _secret = HashWithRealm(user, ":" + password);
        if (_isSession) _secret = Hash($"{_secret}:{Nonce}:{_clientNonce}");
    }

    private DigestSession(DigestSession previous, string nonce)
    {
        _user = previous._user;
        _realm = previous._realm;
        Nonce = nonce;
        _opaque = previous._opaque;
        _algorithm = previous._algorithm;
        _hasQop = previous._hasQop;
        _sha256 = previous._sha256;
        _isSession = previous._isSession;
        _hashesUser = previous._hashesUser;
        _clientNonce = previous._clientNonce;

        // The session key of -sess is made once for each challenge, not for each nonce (RFC 7616 section 3.4.2).
        _secret = previous._secret;
        _accepted = previous._accepted;
    }

    public string Nonce { get; }

    /// <summary>An answer with this nonce was accepted before: a refusal now means that the nonce grew old.</summary>
    public bool WasAccepted => Volatile.Read(ref _accepted) != 0;

    /// <summary>A session for the challenge; null when it is no Digest challenge this client can answer.</summary>
    public static DigestSession? TryStart(AuthenticationChallenge challenge, string user, string password) =>
        Rank(challenge) > 0 ? new DigestSession(challenge, user, password) : null;

    /// <summary>How good a challenge is: 0 = not to be answered, then MD5, then SHA-256.</summary>
    public static int Rank(AuthenticationChallenge challenge)
    {
        if (!challenge.Is("Digest") || string.IsNullOrEmpty(challenge["nonce"])) return 0;
        if (challenge["qop"] is { } qop && !Array.Exists(qop.Split(',', ' '), value => value.Equals("auth", StringComparison.OrdinalIgnoreCase)))
            return 0;
        var algorithm = challenge["algorithm"];
        if (IsSha256(algorithm)) return 2;
        return algorithm == null || Same(algorithm, "MD5") || Same(algorithm, "MD5-sess") ? 1 : 0;
    }

    public void Accept() => Volatile.Write(ref _accepted, 1);

    /// <summary>The same sign-in with the nonce that the server wants next (Authentication-Info).</summary>
    public DigestSession With(string nextNonce) => new(this, nextNonce);

    /// <summary>The value of the Authorization header for one request.</summary>
    public string Authorize(string method, string target)
    {
        var count = Interlocked.Increment(ref _count).ToString("x8", CultureInfo.InvariantCulture);
        var request = Hash($"{method}:{target}");
        var response = Hash(_hasQop ? $"{_secret}:{Nonce}:{count}:{_clientNonce}:auth:{request}" : $"{_secret}:{Nonce}:{request}");
        var header = new StringBuilder("Digest ");
        AppendUser(header);
        header.Append(", realm=\"").Append(Quoted(_realm))
            .Append("\", nonce=\"").Append(Quoted(Nonce))
            .Append("\", uri=\"").Append(Quoted(target))
            .Append("\", response=\"").Append(response).Append('"');
        if (_algorithm != null) header.Append(", algorithm=").Append(_algorithm);
        if (_opaque != null) header.Append(", opaque=\"").Append(Quoted(_opaque)).Append('"');
        if (_hasQop) header.Append(", qop=auth, nc=").Append(count);
        if (_hasQop || _isSession) header.Append(", cnonce=\"").Append(_clientNonce).Append('"');
        if (_hashesUser) header.Append(", userhash=true");
        return header.ToString();
    }

    private void AppendUser(StringBuilder header)
    {
        if (_hashesUser) header.Append("username=\"").Append(HashWithRealm(_user, string.Empty)).Append('"');
        else if (IsAscii(_user)) header.Append("username=\"").Append(Quoted(_user)).Append('"');
        else header.Append("username*=UTF-8''").Append(Uri.EscapeDataString(_user));
    }

    private string HashWithRealm(string user, string rest) =>
        Hash([.. Encoding.UTF8.GetBytes(user + ":"), .. HeaderOctets.GetBytes(_realm), .. Encoding.UTF8.GetBytes(rest)]);

    private string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private string Hash(byte[] octets)
    {
        using HashAlgorithm algorithm = _sha256 ? SHA256.Create() : MD5.Create();
        var result = new StringBuilder(64);
        foreach (var value in algorithm.ComputeHash(octets)) result.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return result.ToString();
    }

    // Not from the injected randomness: the client nonce protects the password and must not be guessed.
    private static string NewNonce()
    {
        var bytes = new byte[16];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=');
    }

    private static bool IsSha256(string? algorithm) => algorithm != null && (Same(algorithm, "SHA-256") || Same(algorithm, "SHA-256-sess"));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static bool IsAscii(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~') return false;
        }

        return true;
    }

    private static string Quoted(string text) => text.IndexOfAny(['"', '\\']) < 0 ? text : text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
