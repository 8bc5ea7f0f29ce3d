using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HelpBuilder;

/// <summary>Markdown prose as plain text: one string for each paragraph, list item or code block.</summary>
public static partial class Prose
{
    /// <summary>Paragraphs, list items ("- text") and code blocks (four spaces before each line), in order.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        var current = new List<string>();
        bool inCode = false;
        foreach (string line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Close(paragraphs, current, inCode);
                inCode = !inCode;
            }
            else if (inCode)
            {
                current.Add(line.Length == 0 ? line : "    " + line);
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                Close(paragraphs, current, false);
            }
            else
            {
                if (ListItem().IsMatch(line) || line.StartsWith('|')) Close(paragraphs, current, false);
                current.Add(line.Trim());
            }
        }

        Close(paragraphs, current, false);
        return paragraphs;
    }

    /// <summary>Without the marks for emphasis, code and links; a link to the web keeps its address.</summary>
    public static string Plain(string text)
    {
        string linked = Link().Replace(text, match => match.Groups[2].Value.StartsWith("http", StringComparison.Ordinal)
            ? $"{match.Groups[1].Value} ({match.Groups[2].Value})"
            : match.Groups[1].Value);
        return linked.Replace("**", string.Empty, StringComparison.Ordinal).Replace("`", string.Empty, StringComparison.Ordinal)
            .Replace("\\<", "<", StringComparison.Ordinal).Replace("\\>", ">", StringComparison.Ordinal);
    }

    /// <summary>Lines of at most so many characters, unless a word is longer.</summary>
    /// <param name="hanging">What lines after the first begin with.</param>
    public static IEnumerable<string> Wrapped(string paragraph, int width, string hanging = "")
    {
        var line = new StringBuilder();
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(hanging);
            }
            else if (line.Length > 0)
            {
                line.Append(' ');
            }

            line.Append(word);
        }

        yield return line.ToString();
    }

    private static void Close(List<string> paragraphs, List<string> current, bool isCode)
    {
        if (current.Any(line => line.Length > 0)) paragraphs.Add(isCode ? string.Join('\n', current) : Plain(string.Join(' ', current)));
        current.Clear();
    }

    [GeneratedRegex(@"^\s*([-*]|\d+\.) ")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
