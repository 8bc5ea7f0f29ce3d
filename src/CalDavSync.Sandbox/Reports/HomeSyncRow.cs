namespace CalDavSync.Sandbox.Reports;

/// <summary>One row in a sync-collection answer of the home: a calendar, or a member of one.</summary>
internal sealed class HomeSyncRow
{
    public HomeSyncRow(string name, SandboxCalendar? calendar, SandboxItem? item, bool isMember, string? refusal, long revision)
    {
        Name = name;
        Calendar = calendar;
        Item = item;
        IsMember = isMember;
        Refusal = refusal;
        Revision = revision;
    }

    public string Name { get; }

    /// <summary>Null when the calendar was removed.</summary>
    public SandboxCalendar? Calendar { get; }

    /// <summary>Null for a calendar, and for a member that was removed.</summary>
    public SandboxItem? Item { get; }

    public bool IsMember { get; }

    /// <summary>Why the calendar cannot be looked into, as DAV:error content.</summary>
    public string? Refusal { get; }

    public long Revision { get; }
}
