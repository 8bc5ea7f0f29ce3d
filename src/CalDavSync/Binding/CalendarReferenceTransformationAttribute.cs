using System;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>
/// -Calendar accepts calendars, names, addresses and sync states. A Uri object is left to the binder's conversion, which comes after
/// the -Uri of the same cmdlet had its turn: otherwise both would take it and no parameter set be left.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private static readonly string[] NotOfCalendars =
    {
        nameof(CalDavItem.Calendar), nameof(CalDavItem.Href), nameof(CalDavConnection.HomeSet), nameof(CalDavSandbox.Credential),
    };

    /// <summary>What only has a calendar, such as an item, does not stand for it.</summary>
    public bool CalendarsOnly { get; set; }

    /// <summary>The cmdlet has a -Uri that takes the rows of a list of calendars.</summary>
    public bool LeavesRows { get; set; }

    private protected override object? ToReference(object? value, object? original) => value switch
    {
        CalDavItem or CalDavSyncRecord or CalDavSyncState when CalendarsOnly => CalendarReference.NoCalendar(value),
        CalendarReference reference => reference,
        CalDavCalendar calendar => new CalendarReference(calendar),
        CalDavSyncState state => new CalendarReference(state),
        string { Length: > 0 } name => new CalendarReference(name),
        _ => DeserializedText(original, typeof(CalDavCalendar).FullName!, nameof(CalDavCalendar.Uri)) is { } uri
            ? new CalendarReference(uri)
            : CalendarsOnly || LeavesRows ? null : FromRow(Row(value, original)),
    };

    /// <summary>
    /// The calendar a row of a list of calendars is about. Other things have addresses too: what has a calendar binds by that, and what has a
    /// calendar home is a connection.
    /// </summary>
    private static CalendarReference? FromRow(PSObject? row)
    {
        if (row is null || NotOfCalendars.Any(name => row.Properties[name] is not null)) return null;
        string? text = row.Properties[nameof(CalDavCalendar.Uri)]?.Value?.ToString();
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new CalendarReference(address) : null;
    }
}
