namespace CalDavSync;

/// <summary>What to do with an item whose UID the destination has already, with other contents.</summary>
public enum CalDavConflictAction
{
    /// <summary>Leave the destination's item as it is, and list the conflict.</summary>
    Skip,

    /// <summary>Overwrite the destination's item, if it is still the version that was compared.</summary>
    Replace,

    /// <summary>Leave it, and report an error for the item.</summary>
    Fail,
}
