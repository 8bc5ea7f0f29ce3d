using CalDavSync.Errors;

namespace CalDavSync.Migration.Writing;

/// <summary>What became of one item, and the item of the destination it is now.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Target">The destination's version that is the same as the item; null when there is none.</param>
internal sealed record Placement(PlacementKind Kind, TargetItem? Target)
{
    /// <summary>Why it was refused, or what it conflicts with; null otherwise.</summary>
    public CalDavCopyRefusal? Refusal { get; init; }

    /// <summary>The destination has another version that is not a copy of the source's.</summary>
    public bool IsConflict { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public CalDavException? Error { get; init; }

    public static Placement Refuse(string place, string? uid, CalDavException error, string? existingHref = null) => new(PlacementKind.Refused, null)
    {
        Refusal = Describe(place, uid, error, existingHref),
        Error = error,
    };

    public static CalDavCopyRefusal Describe(string place, string? uid, CalDavException error, string? existingHref) =>
        new(place, uid, ErrorCatalog.Find(error).ErrorId, error.Message, existingHref ?? (error as UidConflictException)?.ExistingHref);
}
