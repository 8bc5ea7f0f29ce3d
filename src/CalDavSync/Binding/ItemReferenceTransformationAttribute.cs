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
        if (string.IsNullOrWhiteSpace(href)) return IsToken(row) ? ItemReference.NoItem : null;
        return new ItemReference(href!, Text(row, nameof(CalDavItem.ETag)), Text(row, nameof(CalDavItem.Content)), Calendar(row));
    }

    private static CalendarReference? Calendar(PSObject row)
    {
        object? value = row.Properties[nameof(CalDavItem.Calendar)]?.Value;
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is CalDavCalendar calendar) return new CalendarReference(calendar);
        // Import-Clixml gives the calendar as an object again, ConvertFrom-Json as one of properties alone: both know its address.
        string? name = (value as PSObject)?.Properties[nameof(CalDavCalendar.Uri)]?.Value is { } uri ? uri.ToString() : value?.ToString();
        return string.IsNullOrWhiteSpace(name) ? null : CalendarReference.Literal(name!);
    }

    /// <summary>The last record of a sync, in a list of all of them. ConvertTo-Json writes kinds as numbers.</summary>
    private static bool IsToken(PSObject row) =>
        Enum.TryParse(Text(row, nameof(CalDavSyncRecord.Kind)), ignoreCase: true, out CalDavRecordKind kind) && kind == CalDavRecordKind.Token;

    private static string? Text(PSObject row, string name) => row.Properties[name]?.Value?.ToString();
}
