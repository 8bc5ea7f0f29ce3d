using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;

namespace CalDavSync.Dav;

/// <summary>Takes the path out of an href in whatever shape it came, and puts it into canonical form for comparison.</summary>
internal static class HrefPath
{
    /// <summary>In characters; no server takes a request line of a fraction of that.</summary>
    public const int MaximumLength = 32 * 1024;

    private static readonly string[] Origins = { "http://", "https://", "http%3A//", "https%3A//", "webcal://", "caldav://", "caldavs://" };

    /// <summary>
    /// The text of a DAV:href without the white space around it. Control characters, which no address has (RFC 3986 section 2), are escaped:
    /// they would end a line of a log, a state or a terminal.
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Received(string text)
    {
        string href = text.Trim();
        foreach (char c in href)
        {
            if (char.IsControl(c)) return Escaped(href);
        }

        return href;
    }

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

    /// <summary>
    /// The text from there on is a single segment of characters that mean themselves, escaped or not, so that it is its own canonical form.
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool IsPlainName(string text, int start)
    {
        // A name that begins with a dot may be none.
        if (start >= text.Length || text[start] == '.') return false;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            bool isPlain = (uint)((c | 0x20) - 'a') <= 'z' - 'a' || (uint)(c - '0') <= 9 || c is '-' or '.' or '_' or '~' or '@';
            if (!isPlain) return false;
        }

        return true;
    }

    private static int AuthorityStart(string href)
    {
        if (href.Length > 0 && href[0] == '/') return -1;
        foreach (string prefix in Origins)
        {
            if (href.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return prefix.Length;
        }

        return -1;
    }

    private static string Escaped(string href)
    {
        var escaped = new StringBuilder(href.Length + 16);
        foreach (char c in href)
        {
            if (char.IsControl(c)) escaped.Append(Uri.EscapeDataString(c.ToString()));
            else escaped.Append(c);
        }

        return escaped.ToString();
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
