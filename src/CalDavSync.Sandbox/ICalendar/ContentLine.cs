using System;
using System.Collections.Generic;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>One unfolded content line of RFC 5545 section 3.1.</summary>
internal sealed class ContentLine
{
    public ContentLine(string text)
    {
        Text = text;
        int colon = ColonOf(text);
        if (colon <= 0) throw new FormatException("A line holds no colon: " + (text.Length > 40 ? text.Substring(0, 40) : text));
        Value = text.Substring(colon + 1);
        string[] parts = SplitParameters(text.Substring(0, colon));
        Name = parts[0].ToUpperInvariant();
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < parts.Length; i++)
        {
            int equals = parts[i].IndexOf('=');
            if (equals > 0) parameters[parts[i].Substring(0, equals)] = parts[i].Substring(equals + 1).Trim('"');
        }

        Parameters = parameters;
    }

    public string Text { get; }

    public string Name { get; }

    public string Value { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public string? Parameter(string name) => Parameters.TryGetValue(name, out string? value) ? value : null;

    private static int ColonOf(string text)
    {
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ':' && !quoted) return i;
        }

        return -1;
    }

    private static string[] SplitParameters(string head)
    {
        List<string> parts = new();
        bool quoted = false;
        int from = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] == '"') quoted = !quoted;
            if (head[i] != ';' || quoted) continue;
            parts.Add(head.Substring(from, i - from));
            from = i + 1;
        }

        parts.Add(head.Substring(from));
        return parts.ToArray();
    }
}
