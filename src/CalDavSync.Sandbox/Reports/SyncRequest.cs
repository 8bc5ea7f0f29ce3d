using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>The body of a sync-collection report (RFC 6578 section 6.1).</summary>
internal sealed class SyncRequest
{
    private static readonly XNamespace D = Namespaces.Dav;

    private SyncRequest(string token, bool infinite, int limit, PropertyRequest properties)
    {
        Token = token;
        Infinite = infinite;
        Limit = limit;
        Properties = properties;
    }

    /// <summary>Empty for an initial synchronization.</summary>
    public string Token { get; }

    public bool Infinite { get; }

    /// <summary>Most rows the client wants; 0 means it does not say.</summary>
    public int Limit { get; }

    public PropertyRequest Properties { get; }

    /// <exception cref="HttpFailureException">Depth is not 0, or a required element is missing or wrong.</exception>
    public static SyncRequest Read(DavRequest request, XElement report, QuirkSet quirks)
    {
        bool anyDepth = quirks.Any(PagingQuirks.IgnoresDepth, PagingQuirks.DepthOneNeeded);
        if (request.Depth is not (null or 0) && !anyDepth) throw new HttpFailureException(400, "sync-collection is only defined for Depth: 0.");
        XElement token = report.Element(D + "sync-token") ?? throw new HttpFailureException(400, "DAV:sync-token is missing.");
        string? level = report.Element(D + "sync-level")?.Value.Trim();
        CheckLevel(level, quirks);
        if (quirks.Has(PagingQuirks.StrictElementOrder)) CheckOrder(report);
        if (level is not ("1" or "infinite")) throw new HttpFailureException(400, "DAV:sync-level has to be 1 or infinite.");
        if (report.Element(D + "prop") is null) throw new HttpFailureException(400, "DAV:prop is missing.");
        return new SyncRequest(token.Value.Trim(), level == "infinite", LimitOf(report), PropertyRequest.Read(report));
    }

    private static void CheckLevel(string? level, QuirkSet quirks)
    {
        if (level == "1") return;
        if (level is "infinite" or "infinity" && quirks.Has(PagingQuirks.InfiniteLevelRefused)) throw DavErrors.Dav(403, "sync-traversal-supported");
        if (quirks.Has(PagingQuirks.LevelMustBe1)) throw new HttpFailureException(level == "infinity" ? 500 : 400, "Illegal sync-level.");
    }

    private static void CheckOrder(XElement report)
    {
        string order = string.Join(" ", report.Elements().Select(element => element.Name.LocalName));
        if (order is not ("sync-token sync-level prop" or "sync-token sync-level limit prop")) throw new HttpFailureException(400, "Unexpected element.");
    }

    private static int LimitOf(XElement report)
    {
        if (report.Element(D + "limit") is not { } limit) return 0;
        string? text = limit.Element(D + "nresults")?.Value.Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new HttpFailureException(400, "DAV:nresults has to be a positive number.");
    }
}
