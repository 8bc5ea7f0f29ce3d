namespace CalDavSync;

/// <summary>An item that was not copied, or was left as the destination has it, and why.</summary>
public sealed class CalDavCopyRefusal
{
    internal CalDavCopyRefusal(string href, string? uid, string reason, string message, string? existingHref)
    {
        Href = href;
        Uid = uid;
        Reason = reason;
        Message = message;
        ExistingHref = existingHref;
    }

    /// <summary>Where the source has the item: its address as the server sent it, or the file.</summary>
    public string Href { get; }

    /// <summary>Its UID; null when it has none.</summary>
    public string? Uid { get; }

    /// <summary>The name of the error, as in docs/errors.md: for example UidConflict, QuotaExceeded, InvalidCalendarData.</summary>
    public string Reason { get; }

    /// <summary>What happened, with the server's words.</summary>
    public string Message { get; }

    /// <summary>The address of the other item with the same UID; null when there is none, or the server did not tell.</summary>
    public string? ExistingHref { get; }

    /// <summary>Reason and item, as a person would say it.</summary>
    public override string ToString() => $"{Reason}: {Uid ?? Href}";
}
