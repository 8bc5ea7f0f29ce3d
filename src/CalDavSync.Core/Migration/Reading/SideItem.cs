namespace CalDavSync.Migration.Reading;

/// <summary>One item as one side of a migration has it.</summary>
/// <param name="Place">Where to read it again: an address as the server sent it, or a file.</param>
/// <param name="Uid">The UID; null when the text has none that is of use.</param>
/// <param name="Component">VEVENT, VTODO, …; empty when the text has no component.</param>
/// <param name="Text">The iCalendar text.</param>
internal sealed record SideItem(string Place, string? Uid, string Component, string Text)
{
    /// <summary>In characters. RFC 7986 section 5.3 recommends at most 255 octets; one that fills memory and journals names nothing.</summary>
    public const int MaximumUidLength = 1 << 16;

    /// <summary>The entity tag that belongs to the text; null for files and where the server has none.</summary>
    public string? ETag { get; init; }

    /// <summary>The UID as it goes into an item; null when it is blank or too long to be one.</summary>
    public static string? Usable(string? uid) => string.IsNullOrWhiteSpace(uid) || uid!.Length > MaximumUidLength ? null : uid;
}
