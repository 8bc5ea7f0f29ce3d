namespace CalDavSync.Sync;

/// <summary>A member whose text was read, or could not be.</summary>
/// <param name="Member">The member as it was reported.</param>
/// <param name="Text">The text; null when it was not read.</param>
/// <param name="ETag">The entity tag that belongs to the text, which may be newer than the reported one.</param>
/// <param name="Error">Why there is no text; null together with a null text means that the item is gone by now.</param>
internal readonly record struct ItemBody(ReportedMember Member, string? Text, string? ETag, System.Exception? Error)
{
    /// <summary>The address turned out to be a collection, which is no item.</summary>
    public bool IsCollection { get; init; }

    /// <summary>The server says that the text is the one of the token the request named (calendar-patch draft, section 7).</summary>
    public bool IsUnmodified { get; init; }
}
