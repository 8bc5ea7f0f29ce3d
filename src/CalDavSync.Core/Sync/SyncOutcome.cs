namespace CalDavSync.Sync;

/// <summary>How a run ended.</summary>
internal readonly record struct SyncOutcome(CalDavSyncMode Mode, CalDavSyncStrategy Strategy);
