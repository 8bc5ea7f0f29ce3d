using System;
using System.Collections.Generic;

namespace CalDavSync.Http;

/// <summary>
/// What must never be shown, whoever says it: a server can repeat the credentials it was sent in an error of its own. Holds the secrets of the
/// connections that are open; safe for several threads.
/// </summary>
internal static class KnownSecrets
{
    // A shorter one is a word of every other message.
    private const int Shortest = 8;

    private static readonly Dictionary<string, int> Uses = new(StringComparer.Ordinal);

    /// <summary>Hides the texts until the result is disposed.</summary>
    public static IDisposable Hide(params string?[] secrets)
    {
        List<string> hidden = new();
        foreach (string? secret in secrets)
        {
            if (secret is { Length: >= Shortest }) hidden.Add(secret);
        }

        lock (Uses)
        {
            foreach (string secret in hidden) Uses[secret] = Uses.TryGetValue(secret, out int count) ? count + 1 : 1;
        }

        return new Release(hidden);
    }

    /// <summary>The text with a mask in place of each secret.</summary>
    public static string Mask(string text)
    {
        lock (Uses)
        {
            foreach (string secret in Uses.Keys)
            {
                if (text.IndexOf(secret, StringComparison.Ordinal) >= 0) text = text.Replace(secret, Redaction.Mask);
            }
        }

        return text;
    }

    private sealed class Release : IDisposable
    {
        private List<string>? _hidden;

        public Release(List<string> hidden) => _hidden = hidden;

        public void Dispose()
        {
            lock (Uses)
            {
                foreach (string secret in _hidden ?? new List<string>())
                {
                    if (--Uses[secret] == 0) Uses.Remove(secret);
                }

                _hidden = null;
            }
        }
    }
}
