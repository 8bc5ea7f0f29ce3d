using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Items;

/// <summary>Which items are wanted. What is left out is not asked about.</summary>
internal sealed record ItemQuery
{
    private static readonly string[] Usual = { "VEVENT", "VTODO", "VJOURNAL" };

    /// <summary>Exactly one of these; empty: any.</summary>
    public IReadOnlyList<string> Uids { get; init; } = Array.Empty<string>();

    /// <summary>A further condition on the item; null: none.</summary>
    public Func<CalDavItem, bool>? Condition { get; init; }

    /// <summary>Ends later than this.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Begins earlier than this.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Components in upper case; empty: all the calendar takes.</summary>
    public IReadOnlyList<string> Components { get; init; } = Array.Empty<string>();

    /// <summary>The items are handed out without their texts.</summary>
    public bool NoContent { get; init; }

    /// <summary>The texts have to be read, even if they are not handed out.</summary>
    public bool NeedsText => !NoContent || Uids.Count > 0 || Condition is not null || After is not null || Before is not null;

    /// <summary>The server is asked for a part only, by more than the kind of component.</summary>
    public bool IsNarrow => Uids.Count > 0 || After is not null || Before is not null;

    /// <summary>The components to ask a calendar for: comp-filters are always sent, because some servers insist (Q110).</summary>
    public IReadOnlyList<string> ComponentsOf(CalDavCalendar calendar)
    {
        IReadOnlyList<string> accepted = calendar.Components.Count > 0 ? calendar.Components : Usual;
        if (Components.Count == 0) return accepted;
        return calendar.Components.Count > 0 ? Components.Where(accepted.Contains).ToArray() : Components;
    }

    /// <summary>
    /// Servers draw the line differently, so what they answered is looked at again. Times of recurring items, and of those without a start,
    /// are the server's to judge.
    /// </summary>
    public bool Accepts(CalDavItem item)
    {
        if (Uids.Count > 0 && !Uids.Contains(item.Uid ?? string.Empty)) return false;
        if (Components.Count > 0 && item.Component is not null && !Components.Contains(item.Component)) return false;
        return IsInTime(item) && (Condition is null || Condition(item));
    }

    private bool IsInTime(CalDavItem item)
    {
        if ((After is null && Before is null) || item.IsRecurring || item.Component != "VEVENT" || item.Start is not { } start) return true;
        return IsInTime(start, EndOf(item, start));
    }

    /// <summary>The end, or what stands for it where none is written.</summary>
    public static DateTime EndOf(CalDavItem item, DateTime start) => item.End ?? (item.IsAllDay ? start.AddDays(1) : start);

    /// <summary>Something that takes so long, by the local clock, takes place in the time that is wanted.</summary>
    public bool IsInTime(DateTime start, DateTime end)
    {
        if (Before is { } before && start >= before.LocalDateTime) return false;
        if (After is not { } after) return true;
        return end > after.LocalDateTime || (end == start && start >= after.LocalDateTime);
    }
}
