using System;
using System.Text;
using System.Text.RegularExpressions;

namespace CalDavSync.Http;

/// <summary>Takes secrets out of everything that is shown: headers, addresses and free text.</summary>
internal static class Redaction
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mask = "***";

    private static readonly Regex SecretName = new(
        "auth|cookie|token|secret|passw|pwd|key|session|signature|credential|ticket|^sig$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>True for headers whose value may sign somebody in; they go to the origin alone and are never shown.</summary>
    public static bool IsSecretHeader(string name) => SecretName.IsMatch(name) && !IsHarmless(name);

    /// <summary>A header's value as it may be shown: the scheme of an authorization stays, the rest does not.</summary>
    public static string Header(string name, string value)
    {
        if (!IsSecretHeader(name)) return Text(value);
        var space = value.IndexOf(' ');
        return space > 0 && name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase)
            ? value.Substring(0, space) + " " + Mask
            : Mask;
    }

    /// <summary>An address without user information and without secrets in its query.</summary>
    public static string Address(Uri address) => Text(address.OriginalString);

    /// <summary>Text without known secrets, in which addresses lost their user information and the secrets of their query.</summary>
    public static string Text(string text)
    {
        text = KnownSecrets.Mask(text);
        if (text.IndexOf('@') >= 0) text = WithoutUserInfo(text);
        return text.IndexOf('=') >= 0 ? WithoutQuerySecrets(text) : text;
    }

    private static string WithoutUserInfo(string text)
    {
        var result = new StringBuilder(text.Length);
        var done = 0;
        for (var mark = text.IndexOf("://", StringComparison.Ordinal); mark >= 0; mark = text.IndexOf("://", mark + 3, StringComparison.Ordinal))
        {
            var authority = mark + 3;
            var end = authority;
            while (end < text.Length && !IsEndOfAuthority(text[end])) end++;
            var at = text.LastIndexOf('@', end - 1, end - authority);
            if (at < 0) continue;
            result.Append(text, done, authority - done);
            done = at + 1;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static string WithoutQuerySecrets(string text)
    {
        var result = new StringBuilder(text.Length);
        var done = 0;
        for (var equals = text.IndexOf('='); equals >= 0; equals = text.IndexOf('=', equals + 1))
        {
            var start = equals;
            while (start > done && !IsEndOfParameter(text[start - 1])) start--;
            if (start == 0 || text[start - 1] is not ('?' or '&' or ';')) continue;
            if (!SecretName.IsMatch(text.Substring(start, equals - start))) continue;
            var end = equals + 1;
            while (end < text.Length && !IsEndOfParameter(text[end])) end++;
            result.Append(text, done, equals + 1 - done).Append(Mask);
            done = end;
            equals = end - 1;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsEndOfAuthority(char character) => character is '/' or '?' or '#' or '"' or '\'' or '<' or '>' || char.IsWhiteSpace(character);

    private static bool IsEndOfParameter(char character) =>
        character is '?' or '&' or ';' or '#' or '"' or '\'' or '<' or '>' || char.IsWhiteSpace(character);

    // Challenges carry no secret of the user, and without them a sign-in problem cannot be understood.
    private static bool IsHarmless(string name) =>
        name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Proxy-Authenticate", StringComparison.OrdinalIgnoreCase);
}
