using System;
using System.Collections.Generic;
using System.Text;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>A parsed component with its content lines and subcomponents, in the order of the text.</summary>
internal sealed class ICalComponent
{
    private const int MaximumDepth = 16;

    private ICalComponent(string name) => Name = name;

    public string Name { get; }

    public List<ContentLine> Lines { get; } = new();

    public List<ICalComponent> Children { get; } = new();

    public ContentLine? Line(string name) => Lines.Find(line => line.Name == name);

    /// <summary>Parses one iCalendar object.</summary>
    /// <exception cref="FormatException">The text is not one balanced VCALENDAR; the message says why.</exception>
    public static ICalComponent Parse(string text)
    {
        Stack<ICalComponent> open = new();
        ICalComponent? root = null;
        foreach (string line in Unfold(text))
        {
            if (line.Trim().Length == 0) continue;
            if (root is not null && open.Count == 0) throw new FormatException("There is text after the end of the calendar.");
            if (line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase))
            {
                ICalComponent component = new(line.Substring(6).Trim().ToUpperInvariant());
                if (open.Count > 0) open.Peek().Children.Add(component);
                else root = component;
                open.Push(component);
                if (open.Count > MaximumDepth) throw new FormatException("The components are nested too deeply.");
            }
            else if (open.Count == 0)
            {
                throw new FormatException("The text does not begin with BEGIN:VCALENDAR.");
            }
            else if (line.StartsWith("END:", StringComparison.OrdinalIgnoreCase))
            {
                string name = line.Substring(4).Trim().ToUpperInvariant();
                if (open.Pop().Name != name) throw new FormatException("END:" + name + " does not match the open component.");
            }
            else
            {
                open.Peek().Lines.Add(new ContentLine(line));
            }
        }

        if (root is null || open.Count > 0) throw new FormatException("The calendar is not complete.");
        if (root.Name != "VCALENDAR") throw new FormatException("The text does not begin with BEGIN:VCALENDAR.");
        return root;
    }

    /// <summary>As <see cref="Parse"/>, but null for a text that is none.</summary>
    public static ICalComponent? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Unfold(string text)
    {
        StringBuilder current = new();
        foreach (string raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            string line = raw.TrimEnd('\r');
            if (line.Length > 0 && (line[0] == ' ' || line[0] == '\t'))
            {
                current.Append(line, 1, line.Length - 1);
                continue;
            }

            if (current.Length > 0) yield return current.ToString();
            current.Clear().Append(line);
        }

        if (current.Length > 0) yield return current.ToString();
    }
}
