namespace CalDavSync.Migration.Reading;

/// <summary>One item as one side of a migration has it.</summary>
/// <param name="Place">Where to read it again: an address as the server sent it, or a file.</param>
/// <param name="Uid">The UID; null when the text has none.</param>
/// <param name="Component">VEVENT, VTODO, …; empty when the text has no component.</param>
/// <param name="Text">The iCalendar text.</param>
internal sealed record SideItem(string Place, string? Uid, string Component, string Text)
{
    /// <summary>The entity tag that belongs to the text; null for files and where the server has none.</summary>
    public string? ETag { get; init; }
}
