using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav;

/// <summary>Entity tags as servers write them: unquoted, weak, doubly quoted, with a compression suffix (Q87 to Q90, Q102).</summary>
internal static class EntityTag
{
    private static readonly string[] CompressionSuffixes = { "-gzip", "-br", "-deflate", ";gzip", ";br" };

    /// <summary>Two tags name the same version. Weak tags may be compared (RFC 9110 section 8.8.3.2); null is equal to nothing.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool Same(string? left, string? right)
    {
        if (left is null || right is null) return false;
        return left == right || Bare(left) == Bare(right);
    }

    /// <summary>The characters that identify the version: no W/, no quotes, no compression suffix.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Bare(string tag)
    {
        string bare = tag.Trim();
        if (bare.StartsWith("W/", StringComparison.Ordinal)) bare = bare.Substring(2);
        while (bare.Length >= 2 && bare[0] == '"' && bare[bare.Length - 1] == '"') bare = bare.Substring(1, bare.Length - 2);
        foreach (string suffix in CompressionSuffixes)
        {
            if (bare.Length > suffix.Length && bare.EndsWith(suffix, StringComparison.Ordinal)) return bare.Substring(0, bare.Length - suffix.Length);
        }

        return bare;
    }

    public static bool IsWeak(string tag) => tag.TrimStart().StartsWith("W/", StringComparison.Ordinal);

    /// <summary>The tag as If-Match takes it: quoted once, strong.</summary>
    public static string Quoted(string tag) => "\"" + Bare(tag) + "\"";
}
