using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Errors;

/// <summary>What a misspelt name may have meant, as a sentence for an error.</summary>
internal static class SimilarNames
{
    private const int Most = 3;

    /// <summary>Beyond this a name is no misspelling, and comparing it would cost more than it helps.</summary>
    private const int LongestName = 100;

    /// <summary>" Did you mean A, B or C?", the nearest first; empty when nothing is near.</summary>
    public static string Question(string name, IEnumerable<string> known)
    {
        string[] near = Nearest(name.Trim(), known);
        if (near.Length == 0) return string.Empty;
        string last = near[near.Length - 1];
        return near.Length == 1 ? $" Did you mean {last}?" : $" Did you mean {string.Join(", ", near.Take(near.Length - 1))} or {last}?";
    }

    private static string[] Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestName) return Array.Empty<string>();
        // Two letters that changed places count as two.
        int limit = name.Length < 4 ? 1 : Math.Max(2, name.Length / 3);
        return known
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
            .Take(Most)
            .Select(pair => pair.Name)
            .ToArray();
    }

    /// <summary>0 when one name begins with the other or is a part of it, else how many letters must be changed, added or left out; case does not matter.</summary>
    private static int Distance(string name, string candidate)
    {
        bool begins = name.Length > 1 && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase);
        if (begins || Contains(candidate, name) || Contains(name, candidate)) return 0;
        int[] row = Enumerable.Range(0, candidate.Length + 1).ToArray();
        for (int i = 1; i <= name.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= candidate.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(name[i - 1]) == char.ToUpperInvariant(candidate[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[candidate.Length];
    }

    private static bool Contains(string text, string part) => part.Length > 2 && text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
