using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>One item of a split file, or one thing in it that is none.</summary>
/// <param name="Uid">The UID; null when there is none to be read.</param>
/// <param name="Component">The component's name; empty when the damage is outside of components.</param>
/// <param name="Line">Where its first component begins, counted from 1.</param>
/// <param name="Text">A whole VCALENDAR; null for what is invalid.</param>
/// <param name="Error">What is wrong; null for an item.</param>
internal sealed record SplitItem(string? Uid, string Component, int Line, string? Text, InvalidCalendarDataException? Error);
