namespace CalDavSync;

/// <summary>What a sync record says about an item, or that it closes a collection with its token.</summary>
public enum CalDavRecordKind
{
    /// <summary>The item is new since the last sync.</summary>
    Added,

    /// <summary>The item was there before and its text is another now. Without memory (stateless sync) also: added or changed.</summary>
    Changed,

    /// <summary>The item is gone.</summary>
    Deleted,

    /// <summary>The last record of a collection: the token to continue from, and the sums.</summary>
    Token,
}
