using System;

namespace CalDavSync;

/// <summary>An item that is gone from the server.</summary>
public sealed class CalDavDeletion : CalDavSyncRecord
{
    internal CalDavDeletion(CalDavCalendar calendar, string href, DateTimeOffset timestamp)
        : base(CalDavRecordKind.Deleted, calendar, href, timestamp)
    {
    }

    /// <summary>The file that was removed; null unless -Destination was given.</summary>
    public string? Path { get; internal set; }

    /// <summary>Kind and item, as a person would say it.</summary>
    public override string ToString() => $"Deleted {Summary ?? Uid ?? Href}";
}
