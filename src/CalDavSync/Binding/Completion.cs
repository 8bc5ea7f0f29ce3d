using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace CalDavSync.Binding;

/// <summary>From candidates to completion results: those that begin with the typed word, where none does those that contain it, quoted as the word is, or where PowerShell needs it.</summary>
internal static class Completion
{
    private const char NoQuote = '\0';

    /// <summary>PowerShell takes the typographic quotes for straight ones.</summary>
    private const string SingleQuotes = "'\u2018\u2019\u201a\u201b";

    private const string DoubleQuotes = "\"\u201c\u201d\u201e";

    public static IEnumerable<CompletionResult> Of(IEnumerable<KeyValuePair<string, string>> candidates, string wordToComplete) =>
        Of(candidates, wordToComplete, text => text, word => word);

    /// <summary>For parameters that accept wildcards: a name that has such characters is written so that it means only itself.</summary>
    public static IEnumerable<CompletionResult> OfPatterns(IEnumerable<KeyValuePair<string, string>> candidates, string? wordToComplete) =>
        Of(candidates, wordToComplete, WildcardPattern.Escape, WildcardPattern.Unescape);

    private static IEnumerable<CompletionResult> Of(
        IEnumerable<KeyValuePair<string, string>> candidates, string? wordToComplete, Func<string, string> escape, Func<string, string> unescape)
    {
        char opening = Opening(wordToComplete);
        string word = unescape(Unquote(wordToComplete ?? string.Empty, opening));
        KeyValuePair<string, string>[] sorted = candidates
            .Where(candidate => candidate.Key.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .GroupBy(candidate => candidate.Key, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First())
            .OrderBy(candidate => candidate.Key, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        // With another name besides, Tab could not complete the one that begins so.
        KeyValuePair<string, string>[] beginning = sorted.Where(candidate => candidate.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToArray();
        return (beginning.Length > 0 ? beginning : sorted).Select(candidate => new CompletionResult(Quote(escape(candidate.Key), opening), candidate.Key, CompletionResultType.ParameterValue, ToolTip(candidate)));
    }

    public static IEnumerable<CompletionResult> Of(IEnumerable<string> candidates, string wordToComplete) =>
        Of(candidates.Select(name => new KeyValuePair<string, string>(name, name)), wordToComplete);

    /// <summary>
    /// Keeps a double quote that was typed, else takes single quotes; none around a plain word of letters, digits and marks that mean
    /// nothing to PowerShell.
    /// </summary>
    private static string Quote(string text, char opening)
    {
        if (opening == '"') return "\"" + Doubled(text.Replace("`", "``").Replace("$", "`$"), DoubleQuotes) + "\"";
        return opening == '\'' || !IsPlain(text) ? "'" + Doubled(text, SingleQuotes) + "'" : text;
    }

    private static bool IsPlain(string text) => text.Length > 0 && !char.IsDigit(text[0]) && text[0] != '-'
        && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');

    private static string Doubled(string text, string quotes) =>
        string.Concat(text.Select(c => quotes.IndexOf(c) >= 0 ? new string(c, 2) : c.ToString()));

    /// <summary>The straight form of the quote the word begins with, or none.</summary>
    private static char Opening(string? word)
    {
        if (string.IsNullOrEmpty(word)) return NoQuote;
        if (SingleQuotes.IndexOf(word![0]) >= 0) return '\'';
        return DoubleQuotes.IndexOf(word[0]) >= 0 ? '"' : NoQuote;
    }

    /// <summary>What the word says so far. PowerShell hands over doubled quotes as one, and the closing quote may be missing.</summary>
    private static string Unquote(string word, char opening)
    {
        if (opening == NoQuote) return word;
        string quotes = opening == '"' ? DoubleQuotes : SingleQuotes;
        var text = new StringBuilder();
        for (int i = 1; i < word.Length; i++)
        {
            bool isQuote = quotes.IndexOf(word[i]) >= 0;
            bool isLast = i == word.Length - 1;
            if (isQuote && isLast) break;
            bool isDoubled = isQuote && quotes.IndexOf(word[i + 1]) >= 0;
            bool isEscape = opening == '"' && word[i] == '`' && !isLast;
            if (isDoubled || isEscape) i++;
            text.Append(word[i]);
        }

        return text.ToString();
    }

    private static string ToolTip(KeyValuePair<string, string> candidate) => candidate.Value.Length > 0 ? candidate.Value : candidate.Key;
}
