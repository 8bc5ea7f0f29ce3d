namespace CalDavSync.Sandbox.Quirks;

/// <summary>Entity tags and collection tags.</summary>
internal static class ETagQuirks
{
    public static readonly SandboxQuirk UnquotedETags = new(
        nameof(UnquotedETags), "Q87", "ETags have no quotes.");

    public static readonly SandboxQuirk WeakETags = new(
        nameof(WeakETags), "Q88", "ETags are weak, and If-Match with one of them fails.");

    public static readonly SandboxQuirk GzipSuffixETags = new(
        nameof(GzipSuffixETags), "Q89", "The ETag of a GET ends in -gzip, and If-Match with it fails.");

    public static readonly SandboxQuirk OcETagOnly = new(
        nameof(OcETagOnly), "Q90", "The header is OC-ETag instead of ETag.");

    public static readonly SandboxQuirk NoETags = new(
        nameof(NoETags), "Q91", "There are no ETags at all.");

    public static readonly SandboxQuirk NoETagsInReports = new(
        nameof(NoETagsInReports), "Q91", "Reports give no getetag.");

    public static readonly SandboxQuirk NoETagsInPropfind = new(
        nameof(NoETagsInPropfind), "Q92", "PROPFIND gives no getetag.");

    public static readonly SandboxQuirk ETagUnchangedOnEdit = new(
        nameof(ETagUnchangedOnEdit), "Q95", "An edited item keeps its ETag.");

    public static readonly SandboxQuirk ETagIsContentHash = new(
        nameof(ETagIsContentHash), "DAViCal, Cyrus, Xandikos", "The ETag is a hash of the text: a change taken back brings the old ETag back.");

    public static readonly SandboxQuirk ETagsRestart = new(
        nameof(ETagsRestart), "SOGo", "ETags count from \"gcs00000000\" for each name, so a deleted and re-created item has its old ETag.");

    public static readonly SandboxQuirk ETagChurn = new(
        nameof(ETagChurn), "Q169", "The ETags of all items change every minute although nothing else does.");

    public static readonly SandboxQuirk DoubleQuotedETags = new(
        nameof(DoubleQuotedETags), "Q102", "ETags are quoted twice.");

    public static readonly SandboxQuirk IfMatchAlwaysFails = new(
        nameof(IfMatchAlwaysFails), "Q101", "A correct If-Match is answered 412.");

    public static readonly SandboxQuirk NoCTag = new(
        nameof(NoCTag), "Q150", "There is no getctag.");

    public static readonly SandboxQuirk CTagRandom = new(
        nameof(CTagRandom), "Q97", "getctag differs in every answer.");

    public static readonly SandboxQuirk CTagLags = new(
        nameof(CTagLags), "Q98", "getctag shows a change only a minute later.");

    public static readonly SandboxQuirk CTagIgnoresDeletes = new(
        nameof(CTagIgnoresDeletes), "Q99", "getctag does not change when an item is removed.");

    public static readonly SandboxQuirk CTagOnSecondLook = new(
        nameof(CTagOnSecondLook), "Q150", "getctag is absent from the first answer and there in later ones.");
}
