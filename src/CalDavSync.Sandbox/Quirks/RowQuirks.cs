namespace CalDavSync.Sandbox.Quirks;

/// <summary>What the rows of an answer say.</summary>
internal static class RowQuirks
{
    public static readonly SandboxQuirk StatusBesidesPropstat = new(
        nameof(StatusBesidesPropstat), "Q15", "Rows with properties also have a status, even \"201 Created\".");

    public static readonly SandboxQuirk Teapot418 = new(
        nameof(Teapot418), "Q53", "Rows of removed members have a propstat with status 418 besides their 404.");

    public static readonly SandboxQuirk MissingPropertyPropstat = new(
        nameof(MissingPropertyPropstat), "Q54", "Every row has a second propstat with status 404 for a property nobody asked for.");

    public static readonly SandboxQuirk SecondPropstatEmptyValues = new(
        nameof(SecondPropstatEmptyValues), "Q55", "Every row has a second propstat, status 404, with an empty getetag.");

    public static readonly SandboxQuirk EchoesCollection = new(
        nameof(EchoesCollection), "Q56", "The collection itself is a row of its own sync answer.");

    public static readonly SandboxQuirk TombstonesInInitial = new(
        nameof(TombstonesInInitial), "Q57, Radicale", "The initial synchronization lists everything that was ever removed.");

    public static readonly SandboxQuirk OmitsUnseenDeletions = new(
        nameof(OmitsUnseenDeletions), "Q58, Xandikos", "What was added and removed between two synchronizations is not mentioned.");

    public static readonly SandboxQuirk RowsWithoutMeaning = new(
        nameof(RowsWithoutMeaning), "Q59", "There are rows without status and properties, and one without href.");

    public static readonly SandboxQuirk PropstatWithoutStatus = new(
        nameof(PropstatWithoutStatus), "Q60", "A propstat has no status.");

    public static readonly SandboxQuirk MalformedStatusLine = new(
        nameof(MalformedStatusLine), "Q61", "A status line is only \"200 OK\", without the protocol.");

    public static readonly SandboxQuirk NoReasonPhrase = new(
        nameof(NoReasonPhrase), "Q62", "Status lines have no reason phrase.");

    public static readonly SandboxQuirk MinimalRowsAre418 = new(
        nameof(MinimalRowsAre418), "Q64", "With return=minimal a changed row without properties has status 418.");

    public static readonly SandboxQuirk DuplicateRows = new(
        nameof(DuplicateRows), "Q65", "Every row comes twice; removed members also once as if they were still there.");

    public static readonly SandboxQuirk DirectoriesAmongRows = new(
        nameof(DirectoriesAmongRows), "Q66", "A sub-collection without getcontenttype is among the rows.");

    public static readonly SandboxQuirk OddContentTypes = new(
        nameof(OddContentTypes), "Q67", "getcontenttype is message/rfc822 or text/vtodo.");

    public static readonly SandboxQuirk ForbiddenMemberRows = new(
        nameof(ForbiddenMemberRows), "Q68", "Every tenth member is a row with status 403 in sync answers.");
}
