using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>One request of the engine and what a real server answered.</summary>
internal sealed record RecordedExchange(
    string Method, string Target, string Depth, string Body, string Version, int Status, IReadOnlyList<(string Name, string Value)> Headers, string Answer)
{
    /// <summary>Stands in recordings for the scheme, host and port of the server.</summary>
    public const string Origin = "http://server.example";

    // Everything else is either the transport's business or a secret.
    private static readonly string[] KeptHeaders =
        ["Content-Type", "DAV", "ETag", "Last-Modified", "Location", "Preference-Applied", "Server", "X-DAViCal-Version", "X-Sabre-Version", "X-Dav-Error"];

    public static bool Keeps(string header) => KeptHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>The same question: white space between elements does not matter.</summary>
    public bool Asks(WireRequest request) =>
        request.Method == Method && request.Target == Target && (request.Header("Depth") ?? "none") == Depth && Normal(request.Text) == Normal(Body);

    /// <summary>The answer as it came, with the address of the replaying server in place of the recorded one.</summary>
    public WireResponse Respond(Uri server)
    {
        string origin = server.GetLeftPart(UriPartial.Authority);
        WireResponse response = WireResponse.Of(Status, Answer.Replace(Origin, origin));
        foreach ((string name, string value) in Headers) response.With(name, value.Replace(Origin, origin));
        return Version == "1.0" ? response.Http10() : response;
    }

    public static string Normal(string body) => Regex.Replace(body, @"\s+", " ").Replace("> <", "><").Trim();
}
