using System;

namespace CalDavSync;

/// <summary>What Sync-CalDavCollection emits: one base type, so that a mixed stream prints as one table and exports as one CSV.</summary>
public abstract class CalDavSyncRecord
{
    private protected CalDavSyncRecord(CalDavRecordKind kind, CalDavCalendar calendar, string? href, DateTimeOffset timestamp)
    {
        Kind = kind;
        Calendar = calendar;
        Href = href;
        Timestamp = timestamp;
    }

    /// <summary>Added, Changed, Deleted or Token.</summary>
    public CalDavRecordKind Kind { get; }

    /// <summary>The collection that was synchronized.</summary>
    public CalDavCalendar Calendar { get; }

    /// <summary>The UID, where the text was read or is remembered.</summary>
    public string? Uid { get; internal set; }

    /// <summary>SUMMARY, where the text was read.</summary>
    public string? Summary { get; internal set; }

    /// <summary>The start, where the text was read (see <see cref="CalDavItem.Start"/>).</summary>
    public DateTime? Start { get; internal set; }

    /// <summary>The item's address exactly as the server sent it; null for a token.</summary>
    public string? Href { get; }

    /// <summary>The item's entity tag now; null for deletions and where the server has none.</summary>
    public string? ETag { get; internal set; }

    /// <summary>The token to continue from; only on the Token record.</summary>
    public string? SyncToken { get; internal set; }

    /// <summary>When the record was made.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The connection of the calendar.</summary>
    public CalDavConnection? Connection => Calendar.Connection;
}
