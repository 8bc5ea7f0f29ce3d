namespace CalDavSync.Core.Tests.Sync;

/// <summary>One step of a history: what happens, and to which item.</summary>
public readonly record struct Edit(EditKind Kind, int Item);
