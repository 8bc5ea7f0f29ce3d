using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>Tells in which properties two versions of an item differ; what does not count is told in <see cref="ComparisonRules"/>.</summary>
internal static class ItemComparer
{
    /// <summary>The differences; none exactly when the fingerprints are equal.</summary>
    /// <param name="first">One version.</param>
    /// <param name="second">The other.</param>
    /// <param name="ignored">More properties that do not count; a star stands for the rest of a name.</param>
    /// <exception cref="Errors.InvalidCalendarDataException">A text is malformed.</exception>
    public static IReadOnlyList<ItemDifference> Compare(string first, string second, IEnumerable<string>? ignored = null)
    {
        string[] names = ignored?.ToArray() ?? Array.Empty<string>();
        ILookup<string, CanonicalComponent> left = ByIdentity(first, names);
        ILookup<string, CanonicalComponent> right = ByIdentity(second, names);
        var differences = new List<ItemDifference>();
        foreach (string identity in left.Select(group => group.Key).Union(right.Select(group => group.Key)))
        {
            Compare(left[identity].ToList(), right[identity].ToList(), differences);
        }

        return differences;
    }

    /// <summary>Components that share an identity, which is a fault of the item, are compared in the order of their text.</summary>
    private static void Compare(List<CanonicalComponent> left, List<CanonicalComponent> right, List<ItemDifference> differences)
    {
        for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            CanonicalComponent? one = i < left.Count ? left[i] : null;
            CanonicalComponent? other = i < right.Count ? right[i] : null;
            if (one != null && other != null) Compare(one, other, differences);
            else differences.Add(new ItemDifference((one ?? other)!.Name, (one ?? other)!.RecurrenceId, null, one != null, other != null));
        }
    }

    private static void Compare(CanonicalComponent one, CanonicalComponent other, List<ItemDifference> differences)
    {
        foreach (string name in one.Lines.Keys.Union(other.Lines.Keys).OrderBy(name => name, StringComparer.Ordinal))
        {
            bool inOne = one.Lines.TryGetValue(name, out IReadOnlyList<string>? lines);
            bool inOther = other.Lines.TryGetValue(name, out IReadOnlyList<string>? otherLines);
            if (!inOne || !inOther || !lines!.SequenceEqual(otherLines!)) differences.Add(new ItemDifference(one.Name, one.RecurrenceId, name, inOne, inOther));
        }
    }

    private static ILookup<string, CanonicalComponent> ByIdentity(string text, string[] ignored) => CanonicalComponent.ReadAll(text, ignored)
        .OrderBy(component => component.ToString(), StringComparer.Ordinal)
        .ToLookup(component => $"{component.Name}\n{component.Uid}\n{component.RecurrenceId}");
}
