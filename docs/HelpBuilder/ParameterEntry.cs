using System.Collections.Generic;
using System.Linq;

namespace HelpBuilder;

/// <summary>One parameter of a page: what it means, and its facts.</summary>
public sealed record ParameterEntry(string Name, IReadOnlyList<string> Description, ParameterFacts Facts)
{
    /// <summary>Null when the block of facts is missing, which "./build.sh docs" adds.</summary>
    internal static ParameterEntry? Read(string file, Section section)
    {
        string name = section.Heading.TrimStart('-');
        string[] description = section.Lines.TakeWhile(line => line != "```yaml").ToArray();
        string[] block = section.Lines.SkipWhile(line => line != "```yaml").Skip(1).TakeWhile(line => line != "```").ToArray();
        return block.Length == 0 ? null : new ParameterEntry(name, description, ParameterFactsReader.Read(file, name, block));
    }
}
