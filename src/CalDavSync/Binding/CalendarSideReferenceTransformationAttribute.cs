using System;
using System.IO;

namespace CalDavSync.Binding;

/// <summary>-ReferenceCalendar and -DifferenceCalendar accept calendars, names, addresses, files and folders.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarSideReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        CalendarSideReference reference => reference,
        CalDavCalendar calendar => new CalendarSideReference(calendar),
        FileSystemInfo file => new CalendarSideReference(file),
        Uri uri => new CalendarSideReference(uri),
        string { Length: > 0 } text => new CalendarSideReference(text),
        _ => DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri ? new CalendarSideReference(uri) : null,
    };
}
