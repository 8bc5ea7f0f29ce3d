namespace CalDavSync.State;

/// <summary>A member of which the consumer may have been told in a run that never committed.</summary>
/// <param name="Key">The member.</param>
/// <param name="Href">Its address as received; null when it was spelled from memory.</param>
/// <param name="IsRemoval">The consumer may have been told that it is gone.</param>
internal readonly record struct Announcement(string Key, string? Href, bool IsRemoval);
