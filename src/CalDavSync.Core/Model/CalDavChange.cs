using System;

namespace CalDavSync;

/// <summary>An item that was added or changed.</summary>
public sealed class CalDavChange : CalDavSyncRecord
{
    internal CalDavChange(CalDavRecordKind kind, CalDavCalendar calendar, string href, DateTimeOffset timestamp)
        : base(kind, calendar, href, timestamp)
    {
    }

    /// <summary>The item with its text; null unless -IncludeContent was given.</summary>
    public CalDavItem? Item { get; internal set; }

    /// <summary>The iCalendar text of <see cref="Item"/>; null unless -IncludeContent was given.</summary>
    public string? Content => Item?.Content;

    /// <summary>The file the text was written to; null unless -Destination was given.</summary>
    public string? Path { get; internal set; }

    /// <summary>Kind and item, as a person would say it.</summary>
    public override string ToString() => $"{Kind} {Summary ?? Uid ?? Href}";
}
