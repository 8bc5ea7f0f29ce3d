using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HelpBuilder;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>A cmdlet's page: the words are kept, the front matter, the syntax and the facts of parameters are those of the compiled cmdlet.</summary>
internal static class ReferencePage
{
    /// <summary>Stands where words are still to be written; a page that has it is not finished.</summary>
    public const string Unwritten = "{{ to be written }}";

    private const int Width = 100;

    private const string CommonParameters = """
        ### CommonParameters

        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).


        """;

    private static readonly Dictionary<string, string> Confirmation = new()
    {
        ["Confirm"] = "Asks for confirmation before anything is done.",
        ["WhatIf"] = "Shows what would be done and does nothing.",
    };

    public static string PathOf(CommandFacts command) => Path.Combine(Repository.Pages, command.Name + ".md");

    /// <summary>The page as it should be.</summary>
    public static string Render(CommandFacts command)
    {
        string path = PathOf(command);
        string page = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : Skeleton(command);
        Dictionary<string, string> parameters = Parts(Part(page, "PARAMETERS"));
        page = FrontMatter(command, Date(page)) + page[page.IndexOf("\n# ", StringComparison.Ordinal)..];
        page = Replace(page, "SYNTAX", Syntax(command));
        return Replace(page, "PARAMETERS", Parameters(command, parameters));
    }

    // The day the words were written, as PlatyPS keeps it.
    private static string Date(string page) => page.Split('\n').FirstOrDefault(line => line.StartsWith("ms.date: ", StringComparison.Ordinal))
        ?? "ms.date: " + DateTime.Today.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private static string FrontMatter(CommandFacts command, string date) => $"""
        ---
        document type: cmdlet
        external help file: CalDavSync.dll-Help.xml
        HelpUri: ''
        Locale: en-US
        Module Name: CalDavSync
        {date}
        PlatyPS schema version: 2024-05-01
        title: {command.Name}
        ---

        """;

    private static string Skeleton(CommandFacts command)
    {
        IReadOnlyList<string> types = command.Outputs.Count == 0 ? ["None"] : command.Outputs;
        string outputs = string.Concat(types.Select(type => $"### {type}\n\n{Unwritten}\n\n"));
        string examples = string.Concat(Enumerable.Range(1, 3).Select(number => $"### Example {number}: {Unwritten}\n\n```powershell\n{command.Name}\n```\n\n"));
        string aliases = command.Aliases.Count == 0 ? "None." : string.Join(", ", command.Aliases);
        return $"\n# {command.Name}\n\n## SYNOPSIS\n\n{Unwritten}\n\n## SYNTAX\n\n## ALIASES\n\n{aliases}\n\n## DESCRIPTION\n\n{Unwritten}\n\n## EXAMPLES\n\n{examples}"
            + $"## PARAMETERS\n\n## INPUTS\n\n### None\n\n{Unwritten}\n\n## OUTPUTS\n\n{outputs}## NOTES\n\n{Unwritten}\n\n## RELATED LINKS\n\n- [about_CalDavSync](about_CalDavSync.md)\n";
    }

    private static string Syntax(CommandFacts command)
    {
        var text = new StringBuilder();
        foreach (string set in command.Sets)
        {
            text.Append("### ").Append(set).Append(command.IsDefault(set) ? " (Default)" : string.Empty).Append("\n\n```\n");
            int column = 0;
            foreach (string word in command.Syntax(set))
            {
                if (column > 0 && column + 1 + word.Length > Width)
                {
                    text.Append('\n');
                    column = 0;
                }

                // A continued line begins with a space, as in PlatyPS.
                if (text[^1] != '\n' || word != command.Name) text.Append(' ');
                text.Append(word);
                column += word.Length + 1;
            }

            text.Append("\n```\n\n");
        }

        return text.ToString();
    }

    private static string Parameters(CommandFacts command, Dictionary<string, string> words)
    {
        var text = new StringBuilder();
        foreach ((string name, ParameterFacts facts) in command.Parameters)
        {
            string description = words.GetValueOrDefault("-" + name) ?? Confirmation.GetValueOrDefault(name, Unwritten);
            text.Append("### -").Append(name).Append("\n\n").Append(description).Append("\n\n```yaml\n").Append(facts.ToYaml()).Append("```\n\n");
        }

        return text.Append(CommonParameters.ReplaceLineEndings("\n")).ToString();
    }

    /// <summary>The words of each parameter, without its block.</summary>
    private static Dictionary<string, string> Parts(string part) => part
        .Split("\n### ", StringSplitOptions.RemoveEmptyEntries)
        .Select(section => section.Split('\n', 2))
        .Where(section => section.Length == 2 && section[0].StartsWith('-'))
        .ToDictionary(section => section[0].Trim(), section => section[1].Split("```yaml")[0].Trim());

    private static string Part(string page, string heading)
    {
        (int start, int end) = Bounds(page, heading);
        return page[start..end];
    }

    private static string Replace(string page, string heading, string content)
    {
        (int start, int end) = Bounds(page, heading);
        return page[..start] + "\n" + content + page[end..];
    }

    // From the line after the heading to the next heading of the second level.
    private static (int Start, int End) Bounds(string page, string heading)
    {
        string line = $"\n## {heading}\n";
        int start = page.IndexOf(line, StringComparison.Ordinal);
        if (start < 0) throw new InvalidDataException($"The part {heading} is missing.");
        start += line.Length;
        int end = page.IndexOf("\n## ", start - 1, StringComparison.Ordinal);
        return (start, end < 0 ? page.Length : end + 1);
    }
}
