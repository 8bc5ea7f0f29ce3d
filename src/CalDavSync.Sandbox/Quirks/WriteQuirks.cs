namespace CalDavSync.Sandbox.Quirks;

/// <summary>Writing.</summary>
internal static class WriteQuirks
{
    public static readonly SandboxQuirk NoETagOnPut = new(
        nameof(NoETagOnPut), "Q93", "PUT answers without an ETag.");

    public static readonly SandboxQuirk RewritesOnPut = new(
        nameof(RewritesOnPut), "Q94", "PUT stores the text with an additional property, and still answers with an ETag.");

    public static readonly SandboxQuirk OverwritesDespiteIfNoneMatch = new(
        nameof(OverwritesDespiteIfNoneMatch), "SOGo", "If-None-Match: * is ignored.");

    public static readonly SandboxQuirk OverwritesOnlyIfMatch = new(
        nameof(OverwritesOnlyIfMatch), "Radicale's strict preconditions", "PUT to an item that is there is refused without If-Match.");

    public static readonly SandboxQuirk CreatesDespiteIfMatch = new(
        nameof(CreatesDespiteIfMatch), "SOGo", "If-Match on a missing item does not stop PUT.");

    public static readonly SandboxQuirk IgnoresIfMatchOnDelete = new(
        nameof(IgnoresIfMatchOnDelete), "SOGo", "DELETE ignores If-Match.");

    public static readonly SandboxQuirk IgnoresIfHeader = new(
        nameof(IgnoresIfHeader), "Radicale, Xandikos, DAViCal, SOGo", "The If header is ignored.");

    public static readonly SandboxQuirk RefusedPutIs207 = new(
        nameof(RefusedPutIs207), "Xandikos", "A refused PUT is answered 207 with the refusal inside.");

    public static readonly SandboxQuirk UidConflictAcrossCalendars = new(
        nameof(UidConflictAcrossCalendars), "Q151", "The same UID in another calendar of the user is refused.");

    public static readonly SandboxQuirk UidConflictAs409 = new(
        nameof(UidConflictAs409), "Q152", "A UID conflict is answered 409 without the other address.");

    public static readonly SandboxQuirk AcceptsDuplicateUids = new(
        nameof(AcceptsDuplicateUids), "Q124, DAViCal", "The same UID may be stored twice.");

    public static readonly SandboxQuirk StripsUnknownProperties = new(
        nameof(StripsUnknownProperties), "Q155", "Properties that begin with X- are dropped when an item is stored.");

    public static readonly SandboxQuirk ReplacesUidOnPut = new(
        nameof(ReplacesUidOnPut), "Q156", "A new item is stored with another UID than it was sent with.");

    public static readonly SandboxQuirk RenamesOnPut = new(
        nameof(RenamesOnPut), "Q157, Calypso", "A new item is stored under <UID>.ics; Location tells.");

    public static readonly SandboxQuirk StaleETagAfterPut = new(
        nameof(StaleETagAfterPut), "Q160", "For two seconds after a change, listings show the ETag of before.");

    public static readonly SandboxQuirk MoveRenamesToUid = new(
        nameof(MoveRenamesToUid), "SOGo", "MOVE stores the item under <UID>.ics, not at the Destination.");

    public static readonly SandboxQuirk NoMove = new(
        nameof(NoMove), "Xandikos", "MOVE is not supported.");

    public static readonly SandboxQuirk DeleteMissingIs410 = new(
        nameof(DeleteMissingIs410), "Q163", "DELETE of something missing is answered 410.");

    public static readonly SandboxQuirk DeletedCalendarIs404 = new(
        nameof(DeletedCalendarIs404), "Cyrus", "DELETE of a calendar is answered 404 although it is deleted.");

    public static readonly SandboxQuirk DeleteFails = new(
        nameof(DeleteFails), "Q142", "DELETE fails with 400 and the header X-Dav-Error.");

    public static readonly SandboxQuirk NoTasks = new(
        nameof(NoTasks), "Q153", "Only events are accepted.");

    public static readonly SandboxQuirk FullWithoutCondition = new(
        nameof(FullWithoutCondition), "SabreDAV, Nextcloud", "A full account is answered 507 without a DAV condition.");

    public static readonly SandboxQuirk FullIs403 = new(
        nameof(FullIs403), "RFC 4918 section 16", "A full account is answered 403, and only the condition quota-not-exceeded tells why.");

    public static readonly SandboxQuirk FullIs413 = new(
        nameof(FullIs413), "reverse proxies", "A full account is answered 413.");

    public static readonly SandboxQuirk FullIs500 = new(
        nameof(FullIs500), "full disk", "A full account is answered 500.");
}
