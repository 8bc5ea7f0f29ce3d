using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Http;

/// <summary>The server's side of a Digest sign-in, checked independently of the client's.</summary>
internal sealed class DigestServer
{
    private readonly ConcurrentDictionary<string, bool> _counts = new();

    public string Algorithm { get; init; } = "MD5";

    public string? Qop { get; init; } = "auth";

    public string User { get; init; } = "alice";

    public string Password { get; init; } = "wonderland";

    public string Realm { get; init; } = "cal \"quoted\"";

    public string More { get; init; } = "";

    public string Nonce { get; set; } = "nonce-1";

    /// <summary>The nonce the session key of -sess was made with.</summary>
    public string FirstNonce { get; set; } = "nonce-1";

    public string Challenge =>
        $"Digest realm=\"{Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Realm)).Replace("\"", "\\\"")}\", nonce=\"{Nonce}\", opaque=\"op,aque\"" + (Qop == null ? "" : $", qop=\"{Qop}\"")
        + (Algorithm.Length == 0 ? "" : $", algorithm={Algorithm}") + More;

    public WireResponse Refuse(params string[] others)
    {
        var response = WireResponse.Of(401, "who?", ("WWW-Authenticate", Challenge));
        foreach (var other in others) response.With("WWW-Authenticate", other);
        return response;
    }

    /// <summary>True when the request carries a right answer, with a count not seen before, to the current nonce.</summary>
    public bool Accepts(WireRequest request)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith("Digest ", StringComparison.Ordinal)) return false;
        if (Field(header, "nonce") != Nonce || Field(header, "uri") != request.Target || Field(header, "opaque") != "op,aque") return false;
        var secret = Hash($"{User}:{Realm}:{Password}");
        if (Algorithm.EndsWith("-sess", StringComparison.OrdinalIgnoreCase)) secret = Hash($"{secret}:{FirstNonce}:{Field(header, "cnonce")}");
        var target = Hash($"{request.Method}:{request.Target}");
        if (Qop == null) return Field(header, "response") == Hash($"{secret}:{Nonce}:{target}");
        var count = Field(header, "nc");
        return _counts.TryAdd($"{Nonce} {count}", true)
            && Field(header, "response") == Hash($"{secret}:{Nonce}:{count}:{Field(header, "cnonce")}:auth:{target}");
    }

    public static string Field(string header, string name) =>
        Regex.Match(header, $"[ ,]{name}=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,]*))") is { Success: true } match ? match.Groups[1].Value + match.Groups[2].Value : "";

    public string Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(Algorithm.Contains("256", StringComparison.Ordinal) ? SHA256.HashData(bytes) : MD5.HashData(bytes));
    }
}
