namespace CalDavSync.Dav;

/// <summary>Where an href stands relative to a collection.</summary>
internal enum MemberPlace
{
    /// <summary>The collection itself (Q56).</summary>
    Self,

    /// <summary>Below the collection.</summary>
    Member,

    /// <summary>Somewhere else (Q12).</summary>
    Foreign,
}
