namespace CalDavSync.Sync;

/// <summary>The sums of a run.</summary>
internal sealed class SyncTally
{
    public int Added { get; set; }

    public int Changed { get; set; }

    public int Deleted { get; set; }

    public int Unchanged { get; set; }

    public int Failed { get; set; }

    public int Repaired { get; set; }

    public int Differences => Added + Changed + Deleted;
}
