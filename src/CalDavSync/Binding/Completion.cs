using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>From candidates to completion results: those that begin with the typed word, or contain it, quoted where PowerShell needs it.</summary>
internal static class Completion
{
    public static IEnumerable<CompletionResult> Of(IEnumerable<KeyValuePair<string, string>> candidates, string wordToComplete)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        KeyValuePair<string, string>[] sorted = candidates
            .Where(candidate => candidate.Key.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .GroupBy(candidate => candidate.Key, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First())
            .OrderBy(candidate => candidate.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(candidate => candidate.Key, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return sorted.Select(candidate => new CompletionResult(Quote(candidate.Key), candidate.Key, CompletionResultType.ParameterValue, ToolTip(candidate)));
    }

    public static IEnumerable<CompletionResult> Of(IEnumerable<string> candidates, string wordToComplete) =>
        Of(candidates.Select(name => new KeyValuePair<string, string>(name, name)), wordToComplete);

    /// <summary>Quotes unless the text is a plain word: letters, digits and a few marks that mean nothing to PowerShell.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && !char.IsDigit(text[0]) && text[0] != '-' && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
            ? text
            : "'" + text.Replace("'", "''").Replace("\u2018", "\u2018\u2018").Replace("\u2019", "\u2019\u2019") + "'";

    private static string ToolTip(KeyValuePair<string, string> candidate) => candidate.Value.Length > 0 ? candidate.Value : candidate.Key;
}
