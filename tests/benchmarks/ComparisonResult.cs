using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Benchmarks;

/// <summary>What was measured on one server.</summary>
internal sealed record ComparisonResult(
    string Server,
    int Events,
    IReadOnlyList<string> Contestants,
    IReadOnlyDictionary<string, string> Titles,
    IReadOnlyDictionary<(string Contestant, Step Step), List<Measurement>> Measurements,
    IReadOnlyDictionary<(string Contestant, Step Step), Traffic> Traffic)
{
    /// <summary>The sync-collection report without changes, asked for by curl: not a contestant, but what those ask for in that step.</summary>
    public const string Report = "report";

    /// <summary>The median of the rounds; null with the first complaint when a call failed or missed something.</summary>
    public double? Median(string contestant, Step step, out string? complaint)
    {
        IEnumerable<Measurement> rounds = contestant == "curl" ? Measurements[(contestant, step)] : Measurements[(contestant, step)].Skip(1);
        double[] seconds = [.. rounds.Where(m => m.Error is null).Select(m => m.Seconds).Order()];
        complaint = rounds.FirstOrDefault(m => m.Error is not null).Error;
        return complaint is not null || seconds.Length == 0
            ? null
            : (seconds[(seconds.Length - 1) / 2] + seconds[seconds.Length / 2]) / 2;
    }

    /// <summary>The first call in a fresh process; null for the floor and for a call that failed.</summary>
    public double? First(string contestant, Step step) =>
        contestant == "curl" || Measurements[(contestant, step)][0].Error is not null ? null : Measurements[(contestant, step)][0].Seconds;
}
