namespace CalDavSync.Dav;

/// <summary>What a multistatus holds besides its rows.</summary>
/// <param name="SyncToken">DAV:sync-token, wherever it stood (Q29); null when missing or empty (Q20).</param>
/// <param name="Rows">Number of rows handed out.</param>
/// <param name="Skipped">Rows without an address, or with neither status nor propstat (Q59).</param>
internal readonly record struct MultistatusEnd(string? SyncToken, int Rows, int Skipped);
