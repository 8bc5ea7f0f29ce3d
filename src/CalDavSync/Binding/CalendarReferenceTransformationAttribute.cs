using System;

namespace CalDavSync.Binding;

/// <summary>-Calendar accepts calendars, names, addresses and sync states.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        CalendarReference reference => reference,
        CalDavCalendar calendar => new CalendarReference(calendar),
        CalDavSyncState state => new CalendarReference(state),
        string { Length: > 0 } name => new CalendarReference(name),
        Uri uri => new CalendarReference(uri),
        _ => DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri ? new CalendarReference(uri) : null,
    };
}
