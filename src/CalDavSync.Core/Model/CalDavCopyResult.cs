using System;
using System.Collections.Generic;

namespace CalDavSync;

/// <summary>What became of the items of one source. Created, Updated, Skipped and Refused add up to the number of its items.</summary>
public sealed class CalDavCopyResult
{
    internal CalDavCopyResult(object source, CalDavCalendar destination)
    {
        Source = source;
        Destination = destination;
    }

    /// <summary>The calendar the items came from; for an import the path, or the number of files.</summary>
    public object Source { get; }

    /// <summary>The calendar they went to.</summary>
    public CalDavCalendar Destination { get; }

    /// <summary>Items the destination did not have.</summary>
    public int Created { get; internal set; }

    /// <summary>Items the destination had in another version, which was overwritten.</summary>
    public int Updated { get; internal set; }

    /// <summary>Items the destination has already, or keeps in its own version (those are in <see cref="Conflicts"/>).</summary>
    public int Skipped { get; internal set; }

    /// <summary>Items that were not copied; each is in <see cref="Refusals"/>.</summary>
    public int Refused { get; internal set; }

    /// <summary>Items removed from the destination (-Mirror).</summary>
    public int Removed { get; internal set; }

    /// <summary>Every item that was not copied, with the reason.</summary>
    public IReadOnlyList<CalDavCopyRefusal> Refusals { get; internal set => field = ReadableList<CalDavCopyRefusal>.Of(value); } = ReadableList<CalDavCopyRefusal>.None;

    /// <summary>Every item the destination had in another version that did not come from this source, with its address there.</summary>
    public IReadOnlyList<CalDavCopyRefusal> Conflicts { get; internal set => field = ReadableList<CalDavCopyRefusal>.Of(value); } = ReadableList<CalDavCopyRefusal>.None;

    /// <summary>Wall-clock time.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The result in one line.</summary>
    public override string ToString() => $"{Source} to {Destination}: {Created} created, {Updated} updated, {Skipped} skipped, {Refused} refused, {Removed} removed";
}
