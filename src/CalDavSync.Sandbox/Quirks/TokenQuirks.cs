namespace CalDavSync.Sandbox.Quirks;

/// <summary>Sync tokens and how bad ones are refused.</summary>
internal static class TokenQuirks
{
    public static readonly SandboxQuirk NoSyncCollection = new(
        nameof(NoSyncCollection), "Q21, Q22, Q23, Q24", "There is no sync-collection report and no sync token at all.");

    public static readonly SandboxQuirk RejectedTokenAs500 = new(
        nameof(RejectedTokenAs500), "Q06, Q08, Xandikos", "A rejected token is answered 500 without a word about tokens.");

    public static readonly SandboxQuirk RejectedTokenAs412 = new(
        nameof(RejectedTokenAs412), "Q03", "A rejected token is answered 412 with valid-sync-token.");

    public static readonly SandboxQuirk RejectedTokenAs412Bare = new(
        nameof(RejectedTokenAs412Bare), "Q04", "A rejected token is answered 412 without a DAV:error.");

    public static readonly SandboxQuirk RejectedTokenAs400Text = new(
        nameof(RejectedTokenAs400Text), "Q05", "A rejected token is answered 400 with a sentence in an s:exception.");

    public static readonly SandboxQuirk RejectedTokenAs409 = new(
        nameof(RejectedTokenAs409), "Q02", "A rejected token is answered 409 with valid-sync-token.");

    public static readonly SandboxQuirk RejectedTokenAs410 = new(
        nameof(RejectedTokenAs410), "Google", "A rejected token is answered 410 Gone.");

    public static readonly SandboxQuirk RejectedTokenAs415 = new(
        nameof(RejectedTokenAs415), "Q07", "A rejected token is answered 415 \"unsupported report\".");

    public static readonly SandboxQuirk SilentFullListOnUnknownToken = new(
        nameof(SilentFullListOnUnknownToken), "Q10", "An unknown or expired token gets the full list and a new token, without removals and without an error.");

    public static readonly SandboxQuirk UnknownTokenAsRevisionZero = new(
        nameof(UnknownTokenAsRevisionZero), "Q11, Q13, SOGo", "An unknown token gets everything there is, and a removal for everything there ever was.");

    public static readonly SandboxQuirk ReplaysWhenUpToDate = new(
        nameof(ReplaysWhenUpToDate), "Q11", "Who is up to date gets a token from the very beginning, so everything comes again in every other run.");

    public static readonly SandboxQuirk LeaksForeignDeletions = new(
        nameof(LeaksForeignDeletions), "Q12", "Removals from other calendars are reported as if they were of this one.");

    public static readonly SandboxQuirk TokenIsEpochSeconds = new(
        nameof(TokenIsEpochSeconds), "Q13, Q14", "The token is the time in whole seconds; everything of that second is reported again; any number is accepted.");

    public static readonly SandboxQuirk TokenSecondLosesChanges = new(
        nameof(TokenSecondLosesChanges), "Q14", "The token is the time in whole seconds, and later changes within that second are never reported.");

    public static readonly SandboxQuirk TokenIsContentHash = new(
        nameof(TokenIsContentHash), "Xandikos", "The token is a hash of the calendar's contents: a change taken back brings the old token back.");

    public static readonly SandboxQuirk TokenIsOpaque = new(
        nameof(TokenIsOpaque), "Q17", "The token is base64 text and no URI.");

    public static readonly SandboxQuirk TokenIsDataUri = new(
        nameof(TokenIsDataUri), "DAViCal, Cyrus", "The token looks like data:,1195.");

    public static readonly SandboxQuirk TokenIsPlainNumber = new(
        nameof(TokenIsPlainNumber), "Q11, RustiCal", "The token is a bare number.");

    public static readonly SandboxQuirk TokenPropertyMissing = new(
        nameof(TokenPropertyMissing), "Q18, Q30", "The sync-token property is absent although the report works.");

    public static readonly SandboxQuirk TokenPropertyDiffers = new(
        nameof(TokenPropertyDiffers), "Q30", "The sync-token property holds another token than the report gives, which the report refuses.");

    public static readonly SandboxQuirk NoTokenInAnswer = new(
        nameof(NoTokenInAnswer), "Q19", "The report answers without any sync-token.");

    public static readonly SandboxQuirk EmptyTokenInAnswer = new(
        nameof(EmptyTokenInAnswer), "Q20", "The report answers with an empty sync-token.");

    public static readonly SandboxQuirk EmptyTokenRefused = new(
        nameof(EmptyTokenRefused), "Q09, Q47", "An empty sync-token is refused, so that no synchronization can begin.");

    public static readonly SandboxQuirk TokenBeforeRows = new(
        nameof(TokenBeforeRows), "Q29", "The sync-token stands before the rows.");

    public static readonly SandboxQuirk PrunedHistorySilently = new(
        nameof(PrunedHistorySilently), "Q25", "Tokens older than the pruned history stay valid; what happened in between is never reported.");

    public static readonly SandboxQuirk ForgetsSomeChanges = new(
        nameof(ForgetsSomeChanges), "Q26", "Every fifth change is missing from the change list.");

    public static readonly SandboxQuirk RefusesEveryToken = new(
        nameof(RefusesEveryToken), "Q32", "Every token is refused, also the newest one, forever.");

    public static readonly SandboxQuirk TokensExpire = new(
        nameof(TokensExpire), "Q02, Q08, Q10", "A token is refused when the first change after it is more than 30 days old.");
}
