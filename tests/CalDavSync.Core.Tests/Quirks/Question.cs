using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>One request, read the way a scenario wants to look at it.</summary>
internal sealed class Question
{
    public Question(WireRequest request)
    {
        Request = request;
        Kind = KindOf(request);
        Token = Inside("sync-token");
        Limit = Inside("nresults") is { } limit ? int.Parse(limit) : 0;
        Hrefs = Regex.Matches(request.Text, "<D:href>([^<]*)</D:href>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
    }

    public WireRequest Request { get; }

    public Ask Kind { get; }

    /// <summary>The sync token; null when it was empty or there was none.</summary>
    public string? Token { get; }

    /// <summary>DAV:limit; 0 when there was none.</summary>
    public int Limit { get; }

    /// <summary>The addresses a multiget asks for.</summary>
    public IReadOnlyList<string> Hrefs { get; }

    public string Depth => Request.Header("Depth") ?? "none";

    public bool WithData => Request.Text.Contains("calendar-data", System.StringComparison.Ordinal);

    /// <summary>The component a query filters by; null for the whole calendar.</summary>
    public string? Component => Regex.Match(Request.Text, "name=\"(V[A-Z]+)\"/>") is { Success: true } match && match.Groups[1].Value != "VCALENDAR"
        ? match.Groups[1].Value
        : null;

    private static Ask KindOf(WireRequest request) => request.Method switch
    {
        "GET" => Ask.Get,
        "PROPFIND" => request.Header("Depth") == "1" ? Ask.List : Ask.Look,
        _ when request.Text.Contains("sync-collection", System.StringComparison.Ordinal) => Ask.Sync,
        _ when request.Text.Contains("calendar-multiget", System.StringComparison.Ordinal) => Ask.Multiget,
        _ => Ask.Query,
    };

    private string? Inside(string element)
    {
        Match match = Regex.Match(Request.Text, $"<D:{element}>([^<]+)</D:{element}>");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }
}
