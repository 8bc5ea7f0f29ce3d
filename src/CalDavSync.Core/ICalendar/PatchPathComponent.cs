using System;

namespace CalDavSync.ICalendar;

/// <summary>One component of a path, <c>/NAME[UID=…][RID=…]</c>; [TZID=…] is taken too, because time zones have no UID.</summary>
internal sealed record PatchPathComponent(string Name)
{
    private const string MasterMark = "M";

    public string? Uid { get; init; }

    public string? TimeZoneId { get; init; }

    /// <summary>The RECURRENCE-ID wanted, M for the component without one; null when it does not matter.</summary>
    public string? RecurrenceId { get; init; }

    public bool IsOverride => RecurrenceId != null && !IsMaster;

    private bool IsMaster => RecurrenceId == MasterMark;

    /// <summary>Adds one match item; null when it is none.</summary>
    public PatchPathComponent? With(string match)
    {
        int equals = match.IndexOf('=');
        string value = match.Substring(equals + 1);
        return (equals < 0 ? string.Empty : match.Substring(0, equals).ToUpperInvariant()) switch
        {
            "UID" => this with { Uid = value },
            "RID" => this with { RecurrenceId = value },
            "TZID" => this with { TimeZoneId = value },
            _ => null,
        };
    }

    /// <summary>Everything but the RECURRENCE-ID of an override fits.</summary>
    public bool FitsSeries(CalendarComponent component) =>
        component.Name == Name
        && (Uid == null || component.GetValue("UID") is { } uid && PatchPath.Equal(Uid, uid))
        && (TimeZoneId == null || component.GetValue("TZID") is { } id && PatchPath.Equal(TimeZoneId, id))
        && (!IsMaster || component.GetProperty("RECURRENCE-ID") == null);
}
