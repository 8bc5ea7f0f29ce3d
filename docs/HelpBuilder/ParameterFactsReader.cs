using System.Collections.Generic;
using System.Globalization;

namespace HelpBuilder;

/// <summary>Reads the part of YAML that the blocks of parameters use: keys with values, lists of words, and the list of sets.</summary>
public static class ParameterFactsReader
{
    public static ParameterFacts Read(string file, string parameter, IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>();
        var lists = new Dictionary<string, List<string>>();
        var sets = new List<Dictionary<string, string>>();
        string key = string.Empty;
        foreach (string line in lines)
        {
            string text = line.Trim();
            bool isEntry = text.StartsWith("- ", System.StringComparison.Ordinal);
            if (isEntry) text = text[2..];
            int colon = text.IndexOf(':', System.StringComparison.Ordinal);
            if (key == "ParameterSets" && (isEntry || line.StartsWith(' ')) && colon > 0)
            {
                if (isEntry) sets.Add([]);
                sets[^1][text[..colon]] = text[(colon + 1)..].Trim();
            }
            else if (isEntry)
            {
                if (!lists.TryGetValue(key, out List<string>? list)) lists[key] = list = [];
                list.Add(text);
            }
            else if (colon > 0)
            {
                key = text[..colon];
                values[key] = text[(colon + 1)..].Trim().Trim('\'');
            }
            else
            {
                throw new InvalidPageException(file, $"-{parameter} has a line that cannot be read: {line}");
            }
        }

        if (!values.TryGetValue("Type", out string? type)) throw new InvalidPageException(file, $"-{parameter} has no type.");
        return new ParameterFacts
        {
            Type = type,
            DefaultValue = values.GetValueOrDefault("DefaultValue", string.Empty),
            SupportsWildcards = values.GetValueOrDefault("SupportsWildcards") == "true",
            Aliases = lists.GetValueOrDefault("Aliases") ?? [],
            AcceptedValues = lists.GetValueOrDefault("AcceptedValues") ?? [],
            Sets = sets.ConvertAll(Set),
        };
    }

    private static ParameterSetFacts Set(Dictionary<string, string> values) => new(
        values.GetValueOrDefault("Name", ParameterSetFacts.All),
        int.TryParse(values.GetValueOrDefault("Position"), NumberStyles.None, CultureInfo.InvariantCulture, out int position) ? position : null,
        values.GetValueOrDefault("IsRequired") == "true",
        values.GetValueOrDefault("ValueFromPipeline") == "true",
        values.GetValueOrDefault("ValueFromPipelineByPropertyName") == "true");
}
