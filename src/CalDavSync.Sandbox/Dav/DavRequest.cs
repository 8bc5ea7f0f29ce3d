using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>A request with what WebDAV reads out of it.</summary>
internal sealed class DavRequest
{
    private static readonly Regex Patch = new(
        "calendar-patch\\s*;\\s*since\\s*=\\s*\"([^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly Lazy<XElement?> _xml;

    public DavRequest(HttpRequest http, DavResource? resource)
    {
        Http = http;
        Resource = resource;
        _xml = new Lazy<XElement?>(() => XmlRequest.Parse(http.Body));
    }

    public HttpRequest Http { get; }

    public string Path => Http.Path;

    /// <summary>What the path means, or null when there is nothing.</summary>
    public DavResource? Resource { get; }

    /// <summary>The body as XML, or null when it is empty.</summary>
    public XElement? Xml => _xml.Value;

    /// <summary>The Depth header, or null: 0, 1 or int.MaxValue for infinity.</summary>
    public int? Depth => Http.Headers["Depth"]?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "0" => 0,
        "1" => 1,
        "infinity" or "infinite" => int.MaxValue,
        _ => throw new HttpFailureException(400, "The Depth header is not 0, 1 or infinity."),
    };

    /// <summary><c>Prefer: return=minimal</c> (RFC 8144) or its older spelling <c>Brief: t</c>.</summary>
    public bool WantsMinimal =>
        (Http.Headers.Joined("Prefer") is { } prefer && prefer.Split(',').Any(part => part.Replace(" ", string.Empty).StartsWith("return=minimal", StringComparison.OrdinalIgnoreCase)))
        || Http.Headers["Brief"] == "t";

    /// <summary>The sync token of a calendar-patch preference, or null.</summary>
    public string? PatchSince =>
        Http.Headers.Joined("Prefer") is { Length: < 8192 } prefer && Patch.Match(prefer) is { Success: true } match ? match.Groups[1].Value : null;

    public DavResource Existing => Resource ?? throw new HttpFailureException(404, "There is nothing at " + Path + ".");
}
