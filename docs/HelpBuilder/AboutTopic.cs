using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace HelpBuilder;

/// <summary>An about_ topic as the plain text that Get-Help prints.</summary>
public static class AboutTopic
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string ToText(string file)
    {
        Section root = Section.Read(file);
        string name = Path.GetFileNameWithoutExtension(file);
        if (root.Children is not [{ Level: 1 } topic] || topic.Heading != name) throw new InvalidPageException(file, $"the one heading is # {name}.");
        if (topic.Children.FirstOrDefault()?.Heading != "Short description") throw new InvalidPageException(file, "the first part is ## Short description.");
        var text = new StringBuilder();
        text.Append("TOPIC\n").Append(Indent).Append(name).Append('\n');
        foreach (Section part in topic.Children) Append(text, part);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Section part)
    {
        text.Append('\n').Append(part.Level == 2 ? Prose.Plain(part.Heading).ToUpperInvariant() : "  " + Prose.Plain(part.Heading)).Append('\n');
        string before = string.Empty;
        foreach (string paragraph in Prose.Paragraphs(part.Lines))
        {
            bool continues = IsListed(paragraph) && IsListed(before);
            if (before.Length > 0 && !continues) text.Append('\n');
            foreach (string line in Lines(paragraph)) text.Append(line.Length == 0 ? line : Indent + line).Append('\n');
            before = paragraph;
        }

        foreach (Section child in part.Children) Append(text, child);
    }

    private static bool IsListed(string paragraph) => paragraph.StartsWith("- ", StringComparison.Ordinal) || paragraph.StartsWith('|');

    private static IEnumerable<string> Lines(string paragraph)
    {
        bool verbatim = paragraph.StartsWith(Indent, StringComparison.Ordinal) || paragraph.StartsWith('|') || paragraph.Contains('\n', StringComparison.Ordinal);
        return verbatim ? paragraph.Split('\n') : Prose.Wrapped(paragraph, Width - Indent.Length, IsListed(paragraph) ? "  " : string.Empty);
    }
}
