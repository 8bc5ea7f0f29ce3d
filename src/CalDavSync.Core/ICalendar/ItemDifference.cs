namespace CalDavSync.ICalendar;

/// <summary>One thing in which two versions of an item differ.</summary>
/// <param name="Component">The component's name.</param>
/// <param name="RecurrenceId">Of an override, in UTC when the zone is known; null for the master.</param>
/// <param name="Property">The property, or the inner component such as VALARM; null when one side lacks the component as a whole.</param>
/// <param name="InFirst">The first version has it.</param>
/// <param name="InSecond">The second version has it.</param>
internal sealed record ItemDifference(string Component, string? RecurrenceId, string? Property, bool InFirst, bool InSecond)
{
    /// <summary>For example SUMMARY, 20260103T090000Z/SUMMARY, or VEVENT 20260103T090000Z.</summary>
    public override string ToString() =>
        Property == null ? RecurrenceId == null ? Component : $"{Component} {RecurrenceId}"
        : RecurrenceId == null ? Property
        : $"{RecurrenceId}/{Property}";
}
