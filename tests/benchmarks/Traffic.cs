namespace CalDavSync.Benchmarks;

/// <summary>What a step cost: requests, and bytes of answers with their headers.</summary>
internal sealed record Traffic(string Way, long Requests, long Bytes);
