using System;
using CalDavSync.Dav;
using CalDavSync.Http;

namespace CalDavSync.Items;

/// <summary>Reads a successful answer to a write.</summary>
internal static class WriteAnswer
{
    /// <summary>Where the item is and which version it is, as far as the answer tells.</summary>
    public static WrittenItem Read(HttpAnswer answer, string href, string text)
    {
        string? etag = answer.FirstHeader("ETag") ?? answer.FirstHeader("OC-ETag");
        return new WrittenItem(Location(answer) ?? href, string.IsNullOrWhiteSpace(etag) ? null : etag!.Trim(), text, answer.Status == 201);
    }

    /// <summary>A web page: a portal or a sign-in page answers so to everything, and has written nothing.</summary>
    public static bool IsPage(HttpAnswer answer) =>
        answer.Status == 200 && answer.FirstHeader("Content-Type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    // Another server's address is no place for an item of this one: only the path counts.
    private static string? Location(HttpAnswer answer)
    {
        string? location = answer.FirstHeader("Location");
        if (string.IsNullOrWhiteSpace(location)) return null;
        string path = HrefPath.RawPath(location!.Trim());
        if (path.Length == 0) return null;
        if (path[0] == '/') return path;
        string asked = answer.Uri.AbsolutePath;
        return asked.Substring(0, asked.LastIndexOf('/') + 1) + path;
    }
}
