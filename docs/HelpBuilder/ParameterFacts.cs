using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HelpBuilder;

/// <summary>The facts of a parameter, in the form of the block below its description (PlatyPS schema 2024-05-01).</summary>
public sealed class ParameterFacts
{
    public required string Type { get; init; }

    public string DefaultValue { get; init; } = string.Empty;

    public bool SupportsWildcards { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<ParameterSetFacts> Sets { get; init; } = [];

    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>The facts in a set; null where the parameter does not belong to it.</summary>
    public ParameterSetFacts? In(string set) => Sets.FirstOrDefault(facts => facts.Name == set || facts.Name == ParameterSetFacts.All);

    /// <summary>The block as text, with \n at the end of each line.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder();
        text.Append("Type: ").Append(Type).Append('\n');
        text.Append("DefaultValue: ").Append(Scalar(DefaultValue)).Append('\n');
        text.Append("SupportsWildcards: ").Append(Word(SupportsWildcards)).Append('\n');
        Append(text, "Aliases", Aliases);
        text.Append("ParameterSets:\n");
        foreach (ParameterSetFacts set in Sets)
        {
            text.Append("- Name: ").Append(set.Name).Append('\n');
            text.Append("  Position: ").Append(set.Position?.ToString() ?? "Named").Append('\n');
            text.Append("  IsRequired: ").Append(Word(set.IsRequired)).Append('\n');
            text.Append("  ValueFromPipeline: ").Append(Word(set.ValueFromPipeline)).Append('\n');
            text.Append("  ValueFromPipelineByPropertyName: ").Append(Word(set.ValueFromPipelineByPropertyName)).Append('\n');
            text.Append("  ValueFromRemainingArguments: false\n");
        }

        text.Append("DontShow: false\n");
        Append(text, "AcceptedValues", AcceptedValues);
        return text.Append("HelpMessage: ''\n").ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<string> values)
    {
        text.Append(name).Append(values.Count == 0 ? ": []\n" : ":\n");
        foreach (string value in values) text.Append("- ").Append(value).Append('\n');
    }

    private static string Scalar(string value) => value.Length == 0 || value == "*" ? $"'{value}'" : value;

    private static string Word(bool value) => value ? "true" : "false";
}
