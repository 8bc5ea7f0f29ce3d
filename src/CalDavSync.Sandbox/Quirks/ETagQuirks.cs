namespace CalDavSync.Sandbox.Quirks;

/// <summary>Entity tags and collection tags.</summary>
internal static class ETagQuirks
{
    public static readonly SandboxQuirk ETagsRestart = new(
        nameof(ETagsRestart), "SOGo", "ETags count from \"gcs00000000\" for each name, so a deleted and re-created item has its old ETag.");

    public static readonly SandboxQuirk ETagUnchangedOnEdit = new(
        nameof(ETagUnchangedOnEdit), "Q95", "An edited item keeps its ETag.");
}
