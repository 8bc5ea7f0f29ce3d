using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>The shapes in which servers refuse a token; by RFC 6578 section 3.2 it is 403 with DAV:valid-sync-token.</summary>
internal static class RejectedToken
{
    private static readonly Dictionary<SandboxQuirk, (int Status, string? Error, string Text)> Shapes = new()
    {
        [TokenQuirks.RejectedTokenAs500] = (500, null, "500 Internal Server Error\n\nServer got itself in trouble"),
        [TokenQuirks.RejectedTokenAs412] = (412, "<D:valid-sync-token/>", string.Empty),
        [TokenQuirks.RejectedTokenAs412Bare] = (412, null, string.Empty),
        [TokenQuirks.RejectedTokenAs400Text] = (400, "<s:exception xmlns:s=\"http://sabredav.org/ns\">Invalid or unknown sync token</s:exception>", string.Empty),
        [TokenQuirks.RejectedTokenAs409] = (409, "<D:valid-sync-token/>", string.Empty),
        [TokenQuirks.RejectedTokenAs410] = (410, null, "Gone\n"),
        [TokenQuirks.RejectedTokenAs415] = (415, null, "Unsupported report.\n"),
    };

    public static HttpFailureException Answer(QuirkSet quirks)
    {
        if (quirks.All.FirstOrDefault(Shapes.ContainsKey) is not { } quirk) return DavErrors.Dav(403, "valid-sync-token");
        (int status, string? error, string text) = Shapes[quirk];
        return error is null ? new HttpFailureException(HttpResponse.Text(status, text), quirk.Name) : DavErrors.With(status, error);
    }
}
