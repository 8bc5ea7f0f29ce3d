using System;

namespace CalDavSync.Binding;

/// <summary>-Destination accepts connections, calendars, names and addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DestinationReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        DestinationReference reference => reference,
        CalDavConnection connection => new DestinationReference(connection),
        CalDavCalendar calendar => new DestinationReference(calendar),
        Uri uri => new DestinationReference(uri),
        string { Length: > 0 } name => new DestinationReference(name),
        _ when DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri => new DestinationReference(new Uri(uri)),
        _ => DeserializedText(original, typeof(CalDavConnection).FullName!, nameof(CalDavConnection.Name)) is { } name ? new DestinationReference(name) : null,
    };
}
