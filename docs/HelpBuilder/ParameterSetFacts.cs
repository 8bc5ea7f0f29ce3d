namespace HelpBuilder;

/// <summary>What a parameter is in one of its parameter sets.</summary>
/// <param name="Name">The set, or (All).</param>
/// <param name="Position">The position, or null when it is given by name.</param>
public sealed record ParameterSetFacts(string Name, int? Position, bool IsRequired, bool ValueFromPipeline, bool ValueFromPipelineByPropertyName)
{
    /// <summary>The name that means all parameter sets.</summary>
    public const string All = "(All)";
}
