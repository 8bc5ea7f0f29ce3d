using System.Collections.Generic;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>What splitting needs to know of one component: whose it is, which zones it uses, whether it is well-formed.</summary>
internal sealed class ComponentFacts
{
    private ComponentFacts(InvalidCalendarDataException? error) => Error = error;

    public InvalidCalendarDataException? Error { get; private set; }

    public string? Uid { get; private set; }

    /// <summary>As written, parameters included; null for a master.</summary>
    public string? RecurrenceId { get; private set; }

    /// <summary>Of a VTIMEZONE.</summary>
    public string? TimeZoneId { get; private set; }

    /// <summary>The TZID parameters of all its properties, in the order of their appearance.</summary>
    public IReadOnlyList<string> TimeZones { get; private set; } = new List<string>();

    public static ComponentFacts Read(CalendarPiece piece)
    {
        var facts = new ComponentFacts(CalendarValidator.FindErrorInComponent(piece.Text, piece.Line));
        if (facts.Error != null) return facts;
        var zones = new List<string>();
        int depth = 0;
        var scanner = new LogicalLineScanner(piece.Text, piece.Line);
        while (scanner.Next(out LogicalLine line))
        {
            if (ComponentDelimiter.TryRead(piece.Text, line, out ComponentDelimiter delimiter)) depth += delimiter.IsBegin ? 1 : -1;
            else if (ContentLine.TryParse(piece.Text, line, out ContentLine content)) facts.Take(content, depth, zones);
        }

        facts.TimeZones = zones;
        if (string.IsNullOrEmpty(facts.Uid) && piece.Name != ComponentName.TimeZone) facts.Error = CalendarError.At(piece.Line, $"a {CalendarError.Excerpt(piece.Name)} without UID");
        return facts;
    }

    private void Take(in ContentLine line, int depth, List<string> zones)
    {
        if (line.HasParameters && line.GetParameter("TZID") is { Length: > 0 } zone && !zones.Contains(zone)) zones.Add(zone);
        if (depth != 1) return;
        if (line.IsNamed("UID")) Uid ??= TextValue.Unescape(line.TrimmedValue);
        else if (line.IsNamed("RECURRENCE-ID")) RecurrenceId ??= line.ParameterText + ":" + line.TrimmedValue;
        else if (line.IsNamed("TZID")) TimeZoneId ??= line.TrimmedValue;
    }
}
