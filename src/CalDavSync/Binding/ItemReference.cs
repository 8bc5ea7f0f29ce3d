using System;

namespace CalDavSync.Binding;

/// <summary>What -Item accepts: an item, a sync record, anything with an Href, or the address alone. What was read with it stays with it.</summary>
public sealed class ItemReference
{
    /// <summary>An item, with the entity tag and text that were read.</summary>
    public ItemReference(CalDavItem item)
    {
        Item = item ?? throw new ArgumentNullException(nameof(item));
        Href = item.Href;
        ETag = item.ETag;
        Content = item.Content;
        Calendar = item.Calendar is null ? null : new CalendarReference(item.Calendar);
    }

    /// <summary>The item a record is about; a token record is about none, and is passed over.</summary>
    public ItemReference(CalDavSyncRecord record)
    {
        if (record is null) throw new ArgumentNullException(nameof(record));
        CalDavItem? read = (record as CalDavChange)?.Item;
        Item = read;
        Href = record.Href ?? string.Empty;
        ETag = read?.ETag ?? record.ETag;
        Content = read?.Content;
        Calendar = new CalendarReference(record.Calendar);
    }

    /// <summary>The address of an item, absolute or a path.</summary>
    public ItemReference(string href)
        : this(href, null, null, null)
    {
    }

    /// <summary>The address of an item.</summary>
    public ItemReference(Uri uri)
        : this((uri ?? throw new ArgumentNullException(nameof(uri))).OriginalString)
    {
    }

    internal ItemReference(string href, string? etag, string? content, CalendarReference? calendar)
    {
        Href = string.IsNullOrWhiteSpace(href) ? throw new ArgumentException("The address of an item is empty.", nameof(href)) : href;
        ETag = string.IsNullOrWhiteSpace(etag) ? null : etag;
        Content = string.IsNullOrEmpty(content) ? null : content;
        Calendar = calendar;
    }

    private ItemReference() => Href = string.Empty;

    /// <summary>For a token record: it is about no item.</summary>
    internal static ItemReference NoItem { get; } = new();

    /// <summary>The object given; null when an address was.</summary>
    internal CalDavItem? Item { get; }

    internal string Href { get; }

    /// <summary>False for a token record: a sync ends with one, and its output may be piped on as it is.</summary>
    internal bool IsItem => Href.Length > 0;

    /// <summary>The entity tag of the version that was read; null when none is known.</summary>
    internal string? ETag { get; }

    /// <summary>The text that was read; null when none was.</summary>
    internal string? Content { get; }

    internal CalendarReference? Calendar { get; }

    /// <summary>The summary where it is known, else the address.</summary>
    public override string ToString() => Item?.Summary is { } summary ? $"{summary} ({Href})" : Href;
}
