using System.Collections.Generic;

namespace CalDavSync.Benchmarks;

/// <summary>One way curl can get the bytes of a step: requests one after the other on one connection.</summary>
internal sealed record CurlWay(string Name, params IReadOnlyList<CurlRequest> Requests)
{
    public bool Gzip { get; init; }

    /// <summary>Only of use where sync-collection gives calendar-data.</summary>
    public bool NeedsInlineData { get; init; }
}
