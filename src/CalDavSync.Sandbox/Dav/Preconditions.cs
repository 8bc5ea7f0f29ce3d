using System;
using System.Linq;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>If-Match and If-None-Match (RFC 9110 section 13) and If (RFC 4918 section 10.4).</summary>
internal static class Preconditions
{
    /// <summary>Whether a list of entity tags, or <c>*</c>, names this version.</summary>
    public static bool Matches(string list, SandboxItem item) =>
        list.Trim() == "*" || list.Split(',').Any(tag => string.Equals(tag.Trim(), item.ETag, StringComparison.Ordinal));

    /// <summary>Throws 412 when a header forbids the request.</summary>
    /// <param name="server">The server, for If headers that name other resources.</param>
    /// <param name="request">The request.</param>
    /// <param name="current">The item as it is, or null when there is none.</param>
    public static void Check(DavServer server, DavRequest request, SandboxItem? current)
    {
        HeaderList headers = request.Http.Headers;
        if (headers.Joined("If-Match") is { } match && (current is null || !Matches(match, current)))
        {
            throw new HttpFailureException(412, "If-Match does not hold.");
        }

        if (headers.Joined("If-None-Match") is { } noneMatch && current is not null && Matches(noneMatch, current))
        {
            throw new HttpFailureException(412, "If-None-Match does not hold.");
        }

        if (headers.Joined("If") is { } condition && !new IfHeader(server, request.Path).Holds(condition))
        {
            throw new HttpFailureException(412, "The If header does not hold.");
        }
    }
}
