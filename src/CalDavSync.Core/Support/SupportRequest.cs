namespace CalDavSync.Support;

/// <summary>What to test.</summary>
/// <param name="Calendar">The calendar to test in; null takes the first one, and for writing a scratch calendar.</param>
/// <param name="Write">Make items, change and delete them.</param>
internal sealed record SupportRequest(CalDavCalendar? Calendar, bool Write);
