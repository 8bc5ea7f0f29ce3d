using System;
using System.Collections.Generic;

namespace CalDavSync.Sync;

/// <summary>One answer to sync-collection, or to one of its pages.</summary>
internal sealed class SyncPage
{
    /// <summary>The token of this page; null when the server gave none.</summary>
    public string? Token { get; set; }

    /// <summary>More is to come: a 507 for the collection inside the 207 (RFC 6578 section 3.6).</summary>
    public bool IsTruncated { get; set; }

    /// <summary>The status of a row that says the token is not valid; null when no row does (Q03).</summary>
    public int? RejectionStatus { get; set; }

    /// <summary>Rows about members, also those that said nothing new.</summary>
    public int Members { get; set; }

    /// <summary>Keys of the members the page reports as there.</summary>
    public HashSet<string> Present { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows with the entity tag that is remembered.</summary>
    public int Replays { get; set; }

    /// <summary>Members the page reports as there, and not in the version that is remembered; the last row counts (Q65).</summary>
    public Dictionary<string, ReportedMember> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts that came with the changes, by key; the others are read afterwards.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Replayed members whose entity tag may have restarted: their texts decide (SOGo).</summary>
    public List<ReportedMember> Doubtful { get; } = new();

    /// <summary>Members the page reports as there and as gone: only reading them tells (Q65). By key with the address as received.</summary>
    public Dictionary<string, string> Contested { get; } = new(StringComparer.Ordinal);

    /// <summary>Members the page reports as gone, by key with the address as received.</summary>
    public Dictionary<string, string> Deletions { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// A short page of changes, without a mark, that may have been cut all the same: some servers count rows of their history, of which several
    /// can be about one member, and mark only some of the pages cut so (Q40, sabre/dav 4). A counter that moved by no more than the limit hides nothing.
    /// </summary>
    /// <param name="limit">The limit the request carried; 0 when it carried none.</param>
    /// <param name="asked">The token it was asked with.</param>
    public bool MayGoOn(int limit, string asked)
    {
        if (limit == 0 || IsTruncated || Token is null || Members > limit) return false;
        return CounterToken.Steps(asked, Token) is { } steps ? steps > limit : Changes.Count + Deletions.Count > 0;
    }
}
