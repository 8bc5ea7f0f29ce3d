using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>If-Match and If-None-Match (RFC 9110 section 13) and If (RFC 4918 section 10.4).</summary>
internal static class Preconditions
{
    /// <summary>Throws 412 when a header forbids the request.</summary>
    /// <param name="server">The server, for If headers that name other resources.</param>
    /// <param name="request">The request.</param>
    /// <param name="current">The item as it is, or null when there is none.</param>
    public static void Check(DavServer server, DavRequest request, SandboxItem? current)
    {
        HeaderList headers = request.Http.Headers;
        bool put = request.Http.Method == "PUT";
        bool ignoreMatch = server.Quirks.Has(WriteQuirks.IgnoresIfMatchOnDelete) && request.Http.Method == "DELETE";
        bool create = put && current is null && server.Quirks.Has(WriteQuirks.CreatesDespiteIfMatch);
        bool overwrite = put && server.Quirks.Has(WriteQuirks.OverwritesDespiteIfNoneMatch);
        if (headers.Joined("If-Match") is { } match && !ignoreMatch && !create && (current is null || !server.ETags.Matches(match, current, strong: true)))
        {
            throw new HttpFailureException(412, "If-Match does not hold.");
        }

        if (put && current is not null && headers.Joined("If-Match") is null && server.Quirks.Has(WriteQuirks.OverwritesOnlyIfMatch))
        {
            throw new HttpFailureException(412, "Nothing is overwritten without If-Match.");
        }

        if (headers.Joined("If-None-Match") is { } noneMatch && !overwrite && current is not null && server.ETags.Matches(noneMatch, current, strong: false))
        {
            throw new HttpFailureException(412, "If-None-Match does not hold.");
        }

        if (headers.Joined("If") is { } condition && !server.Quirks.Has(WriteQuirks.IgnoresIfHeader) && !new IfHeader(server, request.Path).Holds(condition))
        {
            throw new HttpFailureException(412, "The If header does not hold.");
        }
    }
}
