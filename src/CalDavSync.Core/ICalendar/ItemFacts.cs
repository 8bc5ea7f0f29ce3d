using System;

namespace CalDavSync.ICalendar;

/// <summary>What a person wants to see of an item. The meaning of each fact is that of the same property of <see cref="CalDavItem"/>.</summary>
internal sealed class ItemFacts
{
    /// <summary>Of a text in which no component was found.</summary>
    public static ItemFacts None { get; } = new();

    public string? Uid { get; init; }

    /// <summary>Upper case.</summary>
    public string? Component { get; init; }

    public string? Summary { get; init; }

    public string? Location { get; init; }

    public string? Status { get; init; }

    public int? Sequence { get; init; }

    public DateTime? Start { get; init; }

    public DateTime? End { get; init; }

    public bool IsAllDay { get; init; }

    public bool IsRecurring { get; init; }

    public string? TimeZone { get; init; }

    public DateTime? LastModified { get; init; }
}
