using System;
using System.Collections.Generic;
using System.Text;

namespace CalDavSync.Http;

/// <summary>One challenge of a WWW-Authenticate header (RFC 9110 section 11.6.1), or the parameters of Authentication-Info.</summary>
internal sealed class AuthenticationChallenge
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private AuthenticationChallenge(string scheme) => Scheme = scheme;

    public string Scheme { get; }

    /// <summary>A parameter without its quotes; null when absent.</summary>
    public string? this[string name] => _parameters.TryGetValue(name, out var value) ? value : null;

    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>All challenges of all values: servers send several in one header line, or one in each.</summary>
    public static List<AuthenticationChallenge> Parse(IEnumerable<string> values)
    {
        var challenges = new List<AuthenticationChallenge>();
        foreach (var value in values) Parse(value, challenges);
        return challenges;
    }

    /// <summary>A bare list of parameters, as in Authentication-Info.</summary>
    public static AuthenticationChallenge ParseParameters(IEnumerable<string> values)
    {
        var challenges = new List<AuthenticationChallenge>();
        foreach (var value in values) Parse("Info " + value, challenges);
        var all = new AuthenticationChallenge("Info");
        foreach (var challenge in challenges)
        {
            foreach (var parameter in challenge._parameters) all._parameters[parameter.Key] = parameter.Value;
        }

        return all;
    }

    private static void Parse(string text, List<AuthenticationChallenge> challenges)
    {
        AuthenticationChallenge? current = null;
        for (var position = 0; position < text.Length;)
        {
            var name = Token(text, ref position);
            if (name.Length == 0)
            {
                position++;
                continue;
            }

            var next = position;
            while (next < text.Length && (text[next] is ' ' or '\t')) next++;
            if (next < text.Length && text[next] == '=')
            {
                position = next + 1;
                var value = Value(text, ref position);
                if (current != null) current._parameters[name] = value;
            }
            else
            {
                challenges.Add(current = new AuthenticationChallenge(name));
            }
        }
    }

    private static string Token(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is not (' ' or '\t' or ',' or '=' or '"')) position++;
        return text.Substring(start, position - start);
    }

    private static string Value(string text, ref int position)
    {
        while (position < text.Length && (text[position] is ' ' or '\t')) position++;
        if (position >= text.Length || text[position] != '"') return Token(text, ref position);
        var value = new StringBuilder();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length) position++;
            value.Append(text[position]);
        }

        position++;
        return value.ToString();
    }
}
