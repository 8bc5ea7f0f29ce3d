namespace CalDavSync.Support;

/// <summary>One member in an answer.</summary>
/// <param name="Href">As received.</param>
/// <param name="ETag">As received; null when there was none.</param>
/// <param name="IsGone">The row says 404 or 410.</param>
/// <param name="HasData">It came with calendar-data.</param>
internal readonly record struct ProbeRow(string Href, string? ETag, bool IsGone, bool HasData);
