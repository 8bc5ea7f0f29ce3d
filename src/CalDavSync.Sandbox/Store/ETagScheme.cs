using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Store;

/// <summary>Makes the entity tag of each new version: by default one that is never used twice.</summary>
internal sealed class ETagScheme
{
    private readonly QuirkSet _quirks;
    private readonly string _identity;

    public ETagScheme(QuirkSet quirks, string identity)
    {
        _quirks = quirks;
        _identity = identity;
    }

    /// <param name="previous">The version that is replaced, or null for a new item.</param>
    /// <param name="revision">The revision of the new version.</param>
    /// <param name="text">Its text.</param>
    public string Next(SandboxItem? previous, long revision, string text)
    {
        if (_quirks.Has(ETagQuirks.ETagsRestart))
        {
            int count = previous is null ? 0 : int.Parse(previous.ETag.Substring(4, 8), CultureInfo.InvariantCulture) + 1;
            return "\"gcs" + count.ToString("D8", CultureInfo.InvariantCulture) + "\"";
        }

        if (_quirks.Has(ETagQuirks.ETagIsContentHash)) return "\"" + Hash(text) + "\"";
        if (previous is not null && _quirks.Has(ETagQuirks.ETagUnchangedOnEdit)) return previous.ETag;
        return "\"" + _identity + "-" + revision.ToString(CultureInfo.InvariantCulture) + "\"";
    }

    private static string Hash(string text)
    {
        using SHA256 sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 16).Replace("-", string.Empty).ToLowerInvariant();
    }
}
