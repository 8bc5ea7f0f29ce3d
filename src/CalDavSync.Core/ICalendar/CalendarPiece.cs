using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>A part of a calendar file, in the order of the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The component's name; empty for the others.</param>
/// <param name="Text">The exact text, line endings included.</param>
/// <param name="Line">Where it begins, counted from 1.</param>
internal sealed record CalendarPiece(CalendarPieceKind Kind, string Name, string Text, int Line)
{
    /// <summary>What is wrong; null for all kinds but <see cref="CalendarPieceKind.Fault"/>.</summary>
    public InvalidCalendarDataException? Error { get; init; }

    public static CalendarPiece Fault(string name, InvalidCalendarDataException error) =>
        new(CalendarPieceKind.Fault, name, string.Empty, error.Line ?? 1) { Error = error };
}
