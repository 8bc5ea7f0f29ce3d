using System;
using System.IO;
using System.Xml;

namespace CalDavSync.Http;

/// <summary>Recognises a 403 or 500 that means "too fast" and not "forbidden" or "broken" (Q16, Q125), and a 507 that carries a usable multistatus (Q41).</summary>
internal static class RateLimit
{
    private static readonly string[] Words =
    [
        "rateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "usageLimits", "usage limit", "rate limit", "daily limit", "too many requests",
    ];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static bool IsIn(string body)
    {
        foreach (var word in Words)
        {
            if (body.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return IsEmptyError(body);
    }

    public static bool IsMultistatus(string beginning) => RootOf(beginning, out _) == "multistatus";

    /// <summary>A DAV:error that says what is wrong.</summary>
    public static bool IsNamedError(string beginning) => RootOf(beginning, out var isEmpty) == "error" && !isEmpty;

    private static bool IsEmptyError(string body) => RootOf(body, out var isEmpty) == "error" && isEmpty;

    private static string? RootOf(string text, out bool isEmpty)
    {
        isEmpty = false;
        if (text.IndexOf('<') < 0) return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t')), Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.NamespaceURI != "DAV:") return null;
            var root = reader.LocalName;
            isEmpty = reader.IsEmptyElement || (root == "error" && reader.Read() && reader.NodeType == XmlNodeType.EndElement);
            return root;
        }
        catch (XmlException)
        {
            // HTML, plain text or a body cut by the look-ahead: not one of the shapes asked for.
            return null;
        }
    }
}
