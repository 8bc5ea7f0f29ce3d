using System;

namespace CalDavSync.Support;

/// <summary>What to test.</summary>
/// <param name="Calendar">The calendar to test in; null takes the first one, and for writing a scratch calendar.</param>
/// <param name="Write">Make items, change and delete them.</param>
internal sealed record SupportRequest(CalDavCalendar? Calendar, bool Write)
{
    /// <summary>The address to show in the result, as it was asked for; null for the calendar's, or the connection's.</summary>
    public Uri? Address { get; init; }
}
