namespace CalDavSync.Dav;

/// <summary>Where a collection answers from, after redirects.</summary>
/// <param name="Path">The canonical path, without the last slash.</param>
/// <param name="IsSameOrigin">Scheme, host and port are those of the collection's own address.</param>
internal sealed record MovedCollection(string Path, bool IsSameOrigin);
