using System.Text;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

public sealed class WildcardPattern(string pattern, WildcardOptions options)
{
    private readonly Regex _regex = new(
        ToRegex(pattern),
        RegexOptions.Singleline
            | (options.HasFlag(WildcardOptions.IgnoreCase) ? RegexOptions.IgnoreCase : 0)
            | (options.HasFlag(WildcardOptions.CultureInvariant) ? RegexOptions.CultureInvariant : 0));

    public static bool ContainsWildcardCharacters(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '`') i++;
            else if (pattern[i] is '*' or '?' or '[') return true;
        }

        return false;
    }

    public static string Escape(string pattern) => Regex.Replace(pattern, @"[*?\[\]]", "`$0");

    public static string Unescape(string pattern) => Regex.Replace(pattern, @"`([*?\[\]])", "$1");

    public bool IsMatch(string input) => _regex.IsMatch(input);

    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            int close = pattern[i] == '[' ? pattern.IndexOf(']', i + 1) : -1;
            if (pattern[i] == '`' && i + 1 < pattern.Length) regex.Append(Regex.Escape(pattern[++i].ToString()));
            else if (pattern[i] == '*') regex.Append(".*");
            else if (pattern[i] == '?') regex.Append('.');
            else if (close > 0)
            {
                regex.Append('[').Append(pattern, i + 1, close - i - 1).Append(']');
                i = close;
            }
            else regex.Append(Regex.Escape(pattern[i].ToString()));
        }

        return regex.Append('$').ToString();
    }
}
