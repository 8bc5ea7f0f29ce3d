using System;

namespace CalDavSync.Items;

/// <summary>
/// Days and times without a zone are those of the local clock, and servers take them for UTC: of an evening in New York they say that the
/// whole-day event of the day is over. What they leave out for that reason lies in the hours between both clocks at one edge of the range.
/// </summary>
internal static class FloatingRange
{
    /// <summary>The time range, as a server takes it, to ask for besides; null where both clocks agree or nothing bounds it.</summary>
    /// <param name="after">The beginning of the range; null: none.</param>
    /// <param name="before">The end of the range; null: none.</param>
    /// <param name="zone">The local time zone.</param>
    public static (DateTimeOffset After, DateTimeOffset Before)? Beside(DateTimeOffset? after, DateTimeOffset? before, TimeZoneInfo zone)
    {
        (DateTimeOffset? localAfter, DateTimeOffset? localBefore) = (AsServersTakeIt(after, zone), AsServersTakeIt(before, zone));
        if (before < localBefore) return Span(Later(before!.Value, localAfter), localBefore!.Value);
        return localAfter < after ? Span(localAfter!.Value, Earlier(after!.Value, localBefore)) : null;
    }

    private static (DateTimeOffset After, DateTimeOffset Before)? Span(DateTimeOffset after, DateTimeOffset before) => after <= before ? (after, before) : null;

    // What the clock on the wall shows then, with UTC written behind it.
    private static DateTimeOffset? AsServersTakeIt(DateTimeOffset? moment, TimeZoneInfo zone) =>
        moment is { } time ? new DateTimeOffset(TimeZoneInfo.ConvertTime(time, zone).DateTime, TimeSpan.Zero) : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
