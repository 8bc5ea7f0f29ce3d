namespace CalDavSync.ICalendar;

/// <summary>The properties the item reader stops at.</summary>
internal enum DisplayProperty
{
    None = -1,
    Uid,
    Summary,
    Location,
    Status,
    Sequence,
    DtStart,
    DtEnd,
    Due,
    Duration,
    Recurrence,
    RecurrenceId,
    LastModified,
}
