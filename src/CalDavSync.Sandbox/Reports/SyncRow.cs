namespace CalDavSync.Sandbox.Reports;

/// <summary>One member in a sync-collection answer.</summary>
internal readonly struct SyncRow
{
    public SyncRow(string name, SandboxItem? item, long revision)
    {
        Revision = revision;
        Name = name;
        Item = item;
    }

    public long Revision { get; }

    public string Name { get; }

    /// <summary>Null when the member was removed.</summary>
    public SandboxItem? Item { get; }
}
