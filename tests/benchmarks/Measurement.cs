namespace CalDavSync.Benchmarks;

/// <summary>One call of one contestant. <paramref name="Error"/> is null when it did what was asked.</summary>
internal readonly record struct Measurement(double Seconds, int Items, string? Error);
