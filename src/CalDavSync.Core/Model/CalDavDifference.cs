using System;

namespace CalDavSync;

/// <summary>What Compare-CalDavCalendar emits: an item that is missing on one side, or different.</summary>
public sealed class CalDavDifference
{
    internal CalDavDifference(string sideIndicator, string? property, CalDavItem? differenceItem, CalDavItem shown, CalDavItem? referenceItem)
    {
        SideIndicator = sideIndicator;
        Property = property;
        ReferenceItem = referenceItem;
        DifferenceItem = differenceItem;
        Uid = shown.Uid;
        Summary = shown.Summary;
        Start = shown.Start;
    }

    /// <summary>The UID both sides are compared by; null when the item has none.</summary>
    public string? Uid { get; }

    /// <summary><c>&lt;=</c> only in the reference, <c>=&gt;</c> only in the other calendar, <c>!=</c> in both and different, <c>==</c> equal.</summary>
    public string SideIndicator { get; }

    /// <summary>The summary; of the reference where it has the item.</summary>
    public string? Summary { get; }

    /// <summary>The start (see <see cref="CalDavItem.Start"/>).</summary>
    public DateTime? Start { get; }

    /// <summary>The properties that differ, with commas between, for example <c>LOCATION, 20260103T090000Z/SUMMARY</c>; null unless the item is on both sides.</summary>
    public string? Property { get; }

    /// <summary>The item of the reference; null when it has none.</summary>
    public CalDavItem? ReferenceItem { get; }

    /// <summary>The item of the other calendar; null when it has none.</summary>
    public CalDavItem? DifferenceItem { get; }

    /// <summary>Side and item, as a person would say it.</summary>
    public override string ToString() => $"{SideIndicator} {Summary ?? Uid}{(Property is null ? string.Empty : $" ({Property})")}";
}
