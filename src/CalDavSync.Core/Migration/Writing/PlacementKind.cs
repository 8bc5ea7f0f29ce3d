namespace CalDavSync.Migration.Writing;

/// <summary>What became of one item.</summary>
internal enum PlacementKind
{
    Created,
    Updated,
    Skipped,
    Refused,
}
