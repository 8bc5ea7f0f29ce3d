namespace CalDavSync.Sandbox.Quirks;

/// <summary>Caches and consistency.</summary>
internal static class TimingQuirks
{
    public static readonly SandboxQuirk StaleListing = new(
        nameof(StaleListing), "Q164, Q166, Q167", "Listings and queries show the calendar as it was up to three minutes ago.");

    public static readonly SandboxQuirk RecentChangesHidden = new(
        nameof(RecentChangesHidden), "Q165", "Changes of the last ten seconds are missing from sync answers, and come in a later one.");

    public static readonly SandboxQuirk FreshItemsAre404 = new(
        nameof(FreshItemsAre404), "Q165", "Items changed within the last ten seconds cannot be fetched yet.");

    public static readonly SandboxQuirk IncompleteListing = new(
        nameof(IncompleteListing), "Q166", "Every second listing contains only half of the items.");

    public static readonly SandboxQuirk FlappingItems = new(
        nameof(FlappingItems), "Q170", "Every third item is missing from every second listing.");
}
