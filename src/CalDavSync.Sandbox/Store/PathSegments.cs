using System;
using System.Collections.Generic;
using System.Text;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Store;

/// <summary>Splits and joins request paths. A segment is decoded after splitting, so an encoded slash stays part of a name.</summary>
internal static class PathSegments
{
    public static string Encode(string segment) => Uri.EscapeDataString(segment);

    /// <summary>The decoded segments of a path; empty ones (double or trailing slashes) are left out.</summary>
    /// <exception cref="HttpFailureException">A percent sign is not followed by two hexadecimal digits, or a segment is . or ..</exception>
    public static List<string> Split(string path)
    {
        List<string> segments = new();
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0) continue;
            string segment = Decode(part);
            if (segment is "." or ".." || segment.IndexOf('\0') >= 0) throw new HttpFailureException(400, "The path holds a segment that is not allowed.");
            segments.Add(segment);
        }

        return segments;
    }

    /// <summary>The path of a URL that may be absolute or only a path.</summary>
    public static string PathOf(string href)
    {
        href = href.Trim();
        int scheme = href.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            int slash = href.IndexOf('/', scheme + 3);
            href = slash < 0 ? "/" : href.Substring(slash);
        }

        int end = href.IndexOfAny(new[] { '?', '#' });
        return end < 0 ? href : href.Substring(0, end);
    }

    /// <summary>Decodes percent escapes into UTF-8; text that is no escape stays as it is.</summary>
    public static string Decode(string segment)
    {
        if (segment.IndexOf('%') < 0) return segment;
        List<byte> bytes = new(segment.Length);
        for (int i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                int end = segment.IndexOf('%', i);
                if (end < 0) end = segment.Length;
                bytes.AddRange(Encoding.UTF8.GetBytes(segment.Substring(i, end - i)));
                i = end - 1;
                continue;
            }

            if (i + 2 >= segment.Length || !Uri.IsHexDigit(segment[i + 1]) || !Uri.IsHexDigit(segment[i + 2]))
            {
                throw new HttpFailureException(400, "A percent escape in the path is malformed.");
            }

            bytes.Add(Convert.ToByte(segment.Substring(i + 1, 2), 16));
            i += 2;
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
