using System;
using System.Collections.Concurrent;

namespace CalDavSync.CalDav;

/// <summary>The last sync token that was handed out for each collection through one connection, and when.</summary>
internal sealed class IssuedTokens
{
    private readonly ConcurrentDictionary<Uri, (string Token, DateTimeOffset Time)> _tokens = new();

    public void Note(Uri collection, string? token, DateTimeOffset time)
    {
        if (token is not null) _tokens[collection] = (token, time);
    }

    /// <summary>When this token was handed out; null when it was not, or another one was since.</summary>
    public DateTimeOffset? TimeOf(Uri collection, string token) =>
        _tokens.TryGetValue(collection, out (string Token, DateTimeOffset Time) last) && last.Token == token ? last.Time : null;
}
