namespace CalDavSync.Sandbox.Quirks;

/// <summary>Discovery and the properties of calendars.</summary>
internal static class DiscoveryQuirks
{
    public static readonly SandboxQuirk RedirectsToOtherPath = new(
        nameof(RedirectsToOtherPath), "Q130, Q131", "Every request outside /p42/ is redirected to the same path below it.");
}
