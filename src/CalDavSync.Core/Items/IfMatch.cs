using System;
using CalDavSync.Dav;

namespace CalDavSync.Items;

/// <summary>Entity tags as If-Match takes them.</summary>
internal static class IfMatch
{
    /// <summary>The tag as it should be: strong and quoted once (Q87, Q102); with a compression suffix both spellings (Q89).</summary>
    public static string Value(string tag)
    {
        string quoted = EntityTag.Quoted(tag);
        string received = Received(tag);
        bool hasSuffix = received.Length > 1 && received[0] == '"' && received != quoted && received.StartsWith(quoted.TrimEnd('"'), StringComparison.Ordinal);
        return hasSuffix ? quoted + ", " + received : quoted;
    }

    /// <summary>The tag exactly as received, for servers that compare even the quotes; null when that is nothing new, or when it is weak.</summary>
    public static string? AsReceived(string tag)
    {
        string received = tag.Trim();
        string value = Value(tag);
        bool isSentAlready = value == received || value.EndsWith(", " + received, StringComparison.Ordinal);
        return EntityTag.IsWeak(tag) || isSentAlready ? null : received;
    }

    private static string Received(string tag)
    {
        string received = tag.Trim();
        return EntityTag.IsWeak(received) ? received.Substring(2) : received;
    }
}
