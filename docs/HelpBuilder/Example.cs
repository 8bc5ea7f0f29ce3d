using System;
using System.Collections.Generic;
using System.Linq;

namespace HelpBuilder;

/// <summary>One example of a page: words before, the code with what it prints, words after.</summary>
public sealed record Example(string Title, IReadOnlyList<string> Before, string Code, IReadOnlyList<string> After)
{
    internal static Example Read(string file, Section section)
    {
        int first = IndexOfFence(section.Lines, 0);
        if (first < 0) throw new InvalidPageException(file, $"'{section.Heading}' shows no code.");
        var blocks = new List<string>();
        var after = new List<string>();
        for (int at = first; at < section.Lines.Count; at++)
        {
            if (!IsFence(section.Lines[at]))
            {
                after.Add(section.Lines[at]);
                continue;
            }

            int end = IndexOfFence(section.Lines, at + 1);
            blocks.Add(string.Join('\n', section.Lines.Skip(at + 1).Take(end - at - 1)));
            at = end;
        }

        return new Example(section.Heading, section.Lines.Take(first).ToArray(), string.Join("\n\n", blocks), after);
    }

    private static int IndexOfFence(IReadOnlyList<string> lines, int from)
    {
        for (int at = from; at < lines.Count; at++)
        {
            if (IsFence(lines[at])) return at;
        }

        return -1;
    }

    private static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);
}
