using System;
using System.Collections.Generic;

namespace CalDavSync.Dav;

/// <summary>Takes the path out of an href in whatever shape it came, and puts it into canonical form for comparison.</summary>
internal static class HrefPath
{
    /// <summary>
    /// The canonical absolute path: decoded, single slashes, no dot segments. Scheme and host are ignored, because servers behind proxies
    /// name others than the client used (Q71, Q85); a relative href, also one with a colon (Q80), is resolved against the base path.
    /// </summary>
    /// <param name="basePath">The canonical or raw path of the collection that was asked, with or without its last slash.</param>
    /// <param name="href">The href as received.</param>
    public static string Canonical(string basePath, string href)
    {
        string raw = RawPath(href.Trim());
        if (raw.Length == 0 || raw[0] != '/') raw = basePath.TrimEnd('/') + "/" + raw;
        return Normalize(HrefCodec.Decode(raw));
    }

    /// <summary>The path part as written, escapes untouched; relative hrefs stay relative.</summary>
    public static string RawPath(string href)
    {
        int authority = AuthorityStart(href);
        if (authority < 0) return href;
        int slash = href.IndexOf('/', authority);
        return slash < 0 ? "/" : href.Substring(slash);
    }

    private static int AuthorityStart(string href)
    {
        foreach (string prefix in new[] { "http://", "https://", "http%3A//", "https%3A//", "webcal://", "caldav://", "caldavs://" })
        {
            if (href.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return prefix.Length;
        }

        return -1;
    }

    private static string Normalize(string path)
    {
        if (path.IndexOf("//", StringComparison.Ordinal) < 0 && path.IndexOf("/.", StringComparison.Ordinal) < 0) return path;
        var kept = new List<string>();
        foreach (string segment in path.Split('/'))
        {
            if (segment.Length == 0 || segment == ".") continue;
            if (segment == "..")
            {
                if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
                continue;
            }

            kept.Add(segment);
        }

        string result = "/" + string.Join("/", kept);
        return path.EndsWith("/", StringComparison.Ordinal) && result.Length > 1 ? result + "/" : result;
    }
}
