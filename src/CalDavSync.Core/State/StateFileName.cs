using System;
using System.Text;

namespace CalDavSync.State;

/// <summary>The journal's file name: readable, and different for each collection address and user.</summary>
internal static class StateFileName
{
    public const string Extension = ".journal";
    private const int MaximumSlugLength = 80;

    public static string For(JournalHeader header)
    {
        FieldBuffer identity = new();
        identity.Field(header.Collection);
        identity.Byte((byte)'\n');
        identity.Field(header.UserName);
        return Slug(header.Collection) + "-" + JournalChain.Sum(identity.Bytes, 0, identity.Length) + Extension;
    }

    /// <summary>Host and the last two path segments in lower-case ASCII.</summary>
    private static string Slug(string collection)
    {
        Uri uri = new(collection);
        string[] segments = uri.AbsolutePath.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries);
        StringBuilder slug = new();
        Append(slug, uri.Host);
        for (int i = Math.Max(0, segments.Length - 2); i < segments.Length; i++) Append(slug, Uri.UnescapeDataString(segments[i]));
        return slug.ToString();
    }

    private static void Append(StringBuilder slug, string text)
    {
        if (slug.Length > 0) slug.Append('-');
        foreach (char c in text)
        {
            if (slug.Length >= MaximumSlugLength) return;
            char lower = char.ToLowerInvariant(c);
            bool isPlain = lower is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_';
            slug.Append(isPlain && (lower != '.' || slug.Length > 0) ? lower : '-');
        }
    }
}
