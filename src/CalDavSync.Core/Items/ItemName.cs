using System;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.Items;

/// <summary>The name of a new item's resource: letters, digits and hyphens only, because servers stumble over everything else.</summary>
internal static class ItemName
{
    private const string Extension = ".ics";
    private const int MaximumLength = 100;
    private const int HashBytes = 16;

    /// <summary>The UID itself where it is such a name; else one that is always the same for the same UID, so that writing twice is noticed.</summary>
    public static string For(string uid) => (IsSafe(uid) ? uid : Hashed(uid)) + Extension;

    /// <summary>A second name for the same UID, where another item has the first; always the same too.</summary>
    public static string Other(string uid) => Hashed("\n" + uid) + Extension;

    private static bool IsSafe(string uid)
    {
        if (uid.Length is 0 or > MaximumLength || uid[0] == '-') return false;
        foreach (char c in uid)
        {
            if (c is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-')) return false;
        }

        return true;
    }

    private static string Hashed(string uid)
    {
        using SHA256 hash = SHA256.Create();
        byte[] bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(uid));
        return BitConverter.ToString(bytes, 0, HashBytes).Replace("-", string.Empty).ToLowerInvariant();
    }
}
