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

    /// <summary>A header can carry the tag: letters outside ASCII are allowed in one (RFC 9110 section 8.8.3), but arrive as anything.</summary>
    public static bool CanCarry(string tag)
    {
        foreach (char c in tag)
        {
            if (c is < ' ' or >= '\x7f') return false;
        }

        return true;
    }

    /// <summary>The tag exactly as received, for servers that compare even the quotes; null when that is nothing new, or when it is weak.</summary>
    public static string? AsReceived(string tag)
    {
        string received = tag.Trim();
        string value = Value(tag);
        bool isSentAlready = value == received || value.EndsWith(", " + received, StringComparison.Ordinal);
        return EntityTag.IsWeak(tag) || isSentAlready || !CanCarry(tag) ? null : received;
    }

    private static string Received(string tag)
    {
        string received = tag.Trim();
        return EntityTag.IsWeak(received) ? received.Substring(2) : received;
    }
}
