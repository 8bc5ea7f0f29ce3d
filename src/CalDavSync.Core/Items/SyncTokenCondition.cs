using System.Text.RegularExpressions;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Items;

/// <summary>The If header that makes a write depend on the whole collection (RFC 6578 section 5, RFC 4918 section 10.4).</summary>
internal static class SyncTokenCondition
{
    private static readonly Regex AbsoluteUri = new("^[A-Za-z][A-Za-z0-9+.-]*:[!-;=?-~]+$", RegexOptions.CultureInvariant);

    /// <summary>The value of the header.</summary>
    /// <exception cref="SyncTokenNotUsableException">The token is no URI, or not the server's.</exception>
    public static string Value(CalDavCalendar calendar, string token)
    {
        if (SnapshotToken.IsSnapshot(token))
        {
            throw new SyncTokenNotUsableException($"The token is one this module made, because {calendar} has none of its own: the server does not know it.") { Uri = calendar.Uri };
        }

        if (!AbsoluteUri.IsMatch(token))
        {
            string shown = token.Length > 60 ? token.Substring(0, 60) + "…" : token;
            throw new SyncTokenNotUsableException($"The sync token '{shown}' of {calendar} is no URI, so it cannot be a condition (RFC 6578 section 5).") { Uri = calendar.Uri };
        }

        return $"<{calendar.Uri.AbsoluteUri}> (<{token}>)";
    }
}
