namespace CalDavSync.Sync;

/// <summary>A member as a server reported it.</summary>
/// <param name="Key">The key it is remembered by.</param>
/// <param name="Href">Its address exactly as received.</param>
/// <param name="ETag">Its entity tag; null when the server sent none.</param>
internal readonly record struct ReportedMember(string Key, string Href, string? ETag);
