namespace CalDavSync.State;

/// <summary>What the header and the end of a journal say.</summary>
/// <param name="Header">Null when there is no file.</param>
/// <param name="LastCommit">Null when nothing was ever committed.</param>
/// <param name="CommittedLength">Everything behind it is the torn tail of an unfinished run and does not count.</param>
internal sealed record JournalOverview(JournalHeader? Header, JournalCommit? LastCommit, long CommittedLength)
{
    /// <summary>No file, or none that says anything.</summary>
    public static JournalOverview Empty { get; } = new(null, null, 0);
}
