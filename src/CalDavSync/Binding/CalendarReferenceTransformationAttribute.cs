using System;

namespace CalDavSync.Binding;

/// <summary>
/// -Calendar accepts calendars, names, addresses and sync states. A Uri object is left to the binder's conversion, which comes after
/// the -Uri of the same cmdlet had its turn: otherwise both would take it and no parameter set be left.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    /// <summary>What only has a calendar, such as an item, does not stand for it.</summary>
    public bool CalendarsOnly { get; set; }

    private protected override object? ToReference(object? value, object? original) => value switch
    {
        CalDavItem or CalDavSyncRecord or CalDavSyncState when CalendarsOnly => CalendarReference.NoCalendar(value),
        CalendarReference reference => reference,
        CalDavCalendar calendar => new CalendarReference(calendar),
        CalDavSyncState state => new CalendarReference(state),
        string { Length: > 0 } name => new CalendarReference(name),
        _ => DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri ? new CalendarReference(uri) : null,
    };
}
