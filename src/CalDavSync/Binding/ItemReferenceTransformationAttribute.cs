using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>-Item accepts items, sync records, addresses, and whatever has an Href: rows of a CSV file, items out of Export-Clixml.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        ItemReference reference => reference,
        CalDavItem item => new ItemReference(item),
        CalDavSyncRecord record => new ItemReference(record),
        string { Length: > 0 } href => new ItemReference(href),
        Uri uri => new ItemReference(uri),
        _ => original is PSObject row ? FromRow(row) : null,
    };

    private static ItemReference? FromRow(PSObject row)
    {
        string? href = Text(row, nameof(CalDavItem.Href));
        if (string.IsNullOrWhiteSpace(href)) return null;
        return new ItemReference(href!, Text(row, nameof(CalDavItem.ETag)), Text(row, nameof(CalDavItem.Content)), Calendar(row));
    }

    private static CalendarReference? Calendar(PSObject row)
    {
        object? value = row.Properties[nameof(CalDavItem.Calendar)]?.Value;
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is CalDavCalendar calendar) return new CalendarReference(calendar);
        string? name = value is PSObject && DeserializedText(value, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri ? uri : value?.ToString();
        return string.IsNullOrWhiteSpace(name) ? null : CalendarReference.Literal(name!);
    }

    private static string? Text(PSObject row, string name) => row.Properties[name]?.Value?.ToString();
}
