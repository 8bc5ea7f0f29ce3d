namespace CalDavSync.State;

/// <summary>What is remembered of one member of a collection.</summary>
/// <param name="ETag">The entity tag as received; null where the server has none.</param>
/// <param name="Hash">A hash of the text, where ETags are missing or not to be trusted; null when the text was never read.</param>
/// <param name="Uid">The UID; null when the text was never read.</param>
/// <param name="Href">The address as received, when it differs from what the key spells; null otherwise.</param>
internal readonly record struct MemberState(string? ETag, string? Hash, string? Uid, string? Href);
