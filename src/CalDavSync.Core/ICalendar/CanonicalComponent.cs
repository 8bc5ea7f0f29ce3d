using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>A component in the form its equivalents share: lines by property name, inner components as one line each under their own name.</summary>
internal sealed class CanonicalComponent
{
    private CanonicalComponent(CalendarComponent component, IReadOnlyCollection<string> ignored)
    {
        Name = component.Name;
        Uid = component.GetText("UID")?.Trim();
        if (component.GetProperty("RECURRENCE-ID") is { } id) RecurrenceId = id.Time is { } time ? CanonicalProperty.Instant(time) : id.Value.Trim();
        string? impliedEnd = ImpliedEnd.Of(component);
        IEnumerable<(string Name, string Line)> lines = component.Properties
            .Where(property => property.Name != impliedEnd)
            .SelectMany(property => CanonicalProperty.Write(property).Select(line => (property.Name, line)))
            .Concat(component.Components.Select(inner => (inner.Name, new CanonicalComponent(inner, ignored).ToString())));
        foreach (IGrouping<string, string> group in lines.GroupBy(line => line.Name, line => line.Line))
        {
            if (ComparisonRules.Contains(ComparisonRules.IgnoredProperties, group.Key) || ComparisonRules.Contains(ignored, group.Key)) continue;
            IEnumerable<string> distinct = ComparisonRules.Lists.Contains(group.Key) ? group.Distinct() : group;
            Lines[group.Key] = distinct.OrderBy(line => line, StringComparer.Ordinal).ToArray();
        }
    }

    public string Name { get; }

    public string? Uid { get; }

    /// <summary>In UTC when the zone is known; null for a master.</summary>
    public string? RecurrenceId { get; }

    public SortedDictionary<string, IReadOnlyList<string>> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>All components of a text but its time zones.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ignored">Names of properties and inner components that do not count, besides <see cref="ComparisonRules.IgnoredProperties"/>.</param>
    /// <exception cref="Errors.InvalidCalendarDataException">The text is malformed.</exception>
    public static IReadOnlyList<CanonicalComponent> ReadAll(string text, IEnumerable<string>? ignored)
    {
        string[] names = ignored?.ToArray() ?? Array.Empty<string>();
        return CalendarDocument.Parse(text).Items.Select(item => new CanonicalComponent(item, names)).ToList();
    }

    /// <summary>The canonical text; no line break is left inside a line.</summary>
    public override string ToString() => $"{Name}\n{string.Join("\n", Lines.SelectMany(group => group.Value.Select(line => group.Key + line.Replace("\n", "\n "))))}\n";
}
