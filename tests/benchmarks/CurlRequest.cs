namespace CalDavSync.Benchmarks;

/// <summary>One request of the floor.</summary>
internal sealed record CurlRequest(string Method, string Depth, string Body);
