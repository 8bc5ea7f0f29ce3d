using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HelpBuilder;

/// <summary>A heading of a Markdown page, the lines below it, and the headings below those.</summary>
public sealed class Section
{
    private Section(string heading, int level)
    {
        Heading = heading;
        Level = level;
    }

    public string Heading { get; }

    public int Level { get; }

    /// <summary>The lines up to the next heading of any level, without blank ones at either end.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = Array.Empty<string>();

    public List<Section> Children { get; } = new();

    /// <summary>Reads a page; front matter is skipped, and a # inside a code block is no heading.</summary>
    public static Section Read(string file)
    {
        var root = new Section(string.Empty, 0);
        var open = new Stack<Section>(new[] { root });
        var body = new List<string>();
        bool inCode = false;
        foreach (string line in WithoutFrontMatter(File.ReadAllLines(file)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inCode = !inCode;
            int level = inCode ? 0 : line.TakeWhile(c => c == '#').Count();
            if (level == 0 || line.Length <= level || line[level] != ' ')
            {
                body.Add(line);
                continue;
            }

            open.Peek().Close(body);
            while (open.Peek().Level >= level) open.Pop();
            var section = new Section(line[level..].Trim(), level);
            open.Peek().Children.Add(section);
            open.Push(section);
        }

        if (inCode) throw new InvalidPageException(file, "a code block is not closed.");
        open.Peek().Close(body);
        return root;
    }

    /// <summary>The child with a heading; null when there is none.</summary>
    public Section? Find(string heading) => Children.FirstOrDefault(child => child.Heading == heading);

    private static IEnumerable<string> WithoutFrontMatter(string[] lines)
    {
        if (lines.Length == 0 || lines[0] != "---") return lines;
        int end = Array.IndexOf(lines, "---", 1);
        return end < 0 ? lines : lines.Skip(end + 1);
    }

    private void Close(List<string> body)
    {
        Lines = body.SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().ToArray();
        body.Clear();
    }
}
