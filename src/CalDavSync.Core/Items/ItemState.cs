namespace CalDavSync.Items;

/// <summary>What is at an address, without its text.</summary>
/// <param name="Exists">Something is there.</param>
/// <param name="ETag">Its entity tag now; null where the server gives none.</param>
/// <param name="IsCollection">It is a collection, not an item.</param>
internal readonly record struct ItemState(bool Exists, string? ETag, bool IsCollection);
