using System;

namespace CalDavSync.Binding;

/// <summary>
/// -Calendar accepts calendars, names, addresses and sync states. A Uri object is left to the binder's conversion, which comes after
/// the -Uri of the same cmdlet had its turn: otherwise both would take it and no parameter set be left.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        CalendarReference reference => reference,
        CalDavCalendar calendar => new CalendarReference(calendar),
        CalDavSyncState state => new CalendarReference(state),
        string { Length: > 0 } name => new CalendarReference(name),
        _ => DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri ? new CalendarReference(uri) : null,
    };
}
