using System.Collections.Generic;
using System.Linq;

namespace HelpBuilder;

/// <summary>What a parameter is in one of its parameter sets.</summary>
/// <param name="Name">The set, or (All).</param>
/// <param name="Position">The position, or null when it is given by name.</param>
public sealed record ParameterSetFacts(string Name, int? Position, bool IsRequired, bool ValueFromPipeline, bool ValueFromPipelineByPropertyName)
{
    /// <summary>The name that means all parameter sets.</summary>
    public const string All = "(All)";

    /// <summary>What it is on the whole: from the pipeline where any set takes it so, required where every set with it does.</summary>
    public static ParameterSetFacts Of(IReadOnlyList<ParameterSetFacts> sets) => new(
        All,
        sets[0].Position,
        sets.All(set => set.IsRequired),
        sets.Any(set => set.ValueFromPipeline),
        sets.Any(set => set.ValueFromPipelineByPropertyName));
}
