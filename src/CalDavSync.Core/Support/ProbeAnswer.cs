using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>What came back on one request, whatever it was.</summary>
internal sealed class ProbeAnswer
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; set; }

    /// <summary>The body was a multistatus.</summary>
    public bool IsMultistatus { get; set; }

    /// <summary>The DAV:error conditions, as local names.</summary>
    public IReadOnlyList<string> Conditions { get; set; } = Array.Empty<string>();

    /// <summary>Members below the collection by their canonical keys; of several rows the last.</summary>
    public Dictionary<string, ProbeRow> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The row of the collection itself; null when there was none.</summary>
    public MultistatusRow? Self { get; set; }

    /// <summary>A row said 507: there is more (RFC 6578 section 3.6).</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Rows for addresses outside the collection.</summary>
    public int Foreign { get; set; }

    public string? SyncToken { get; set; }

    /// <summary>The ETag header.</summary>
    public string? ETag { get; set; }

    public string? Location { get; set; }

    /// <summary>The Content-Encoding header.</summary>
    public string? Coding { get; set; }

    /// <summary>The body of an answer that is no multistatus, at most 64 KiB of it.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>A write was done. Only these count: a refused PUT can be answered 207 (Xandikos).</summary>
    public bool IsDone => Status is 200 or 201 or 204;

    /// <summary>Changes were listed: a multistatus with a token.</summary>
    public bool HasToken => IsMultistatus && SyncToken is not null;

    public int Present => Members.Values.Count(row => !row.IsGone);

    public int Gone => Members.Values.Count(row => row.IsGone);

    public bool Lists(string key) => Members.TryGetValue(key, out ProbeRow row) && !row.IsGone;

    public bool ListsDeletion(string key) => Members.TryGetValue(key, out ProbeRow row) && row.IsGone;

    public bool Has(string condition) => Conditions.Contains(condition);

    /// <summary>The answer in a few words.</summary>
    public override string ToString()
    {
        string status = Conditions.Count > 0 ? $"{Status} ({string.Join(", ", Conditions)})" : $"{Status}";
        if (!IsMultistatus) return Status is 200 or 207 ? $"{status} with something that is no multistatus" : status;
        string deletions = Gone > 0 ? $", {Gone} deleted" : string.Empty;
        string token = SyncToken is null ? string.Empty : $", token {Short(SyncToken)}";
        return $"{status}, {Present} {(Present == 1 ? "item" : "items")}{deletions}{(IsTruncated ? ", cut off with 507" : string.Empty)}{token}";
    }

    /// <summary>A token short enough for a sentence.</summary>
    public static string Short(string token) => "'" + (token.Length <= 40 ? token : token.Substring(0, 24) + "…" + token.Substring(token.Length - 12)) + "'";
}
