using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// Writes many items as one VCALENDAR, each time zone once, before its first use. Components keep their lines and folding; line endings become
/// CRLF. Of different time zones that share a TZID the first keeps it; a further one gets a name of its own, also where it is used.
/// </summary>
internal sealed class CalendarJoiner
{
    private readonly TextWriter _writer;
    private readonly JoinedTimeZones _zones = new();

    /// <summary>Begins the calendar.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="displayName">The calendar's name for people (X-WR-CALNAME); null for none.</param>
    public CalendarJoiner(TextWriter writer, string? displayName = null)
    {
        _writer = writer;
        WriteLines($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:{ItemComposer.ProductId}\n");
        if (displayName != null) WriteLines(LineFolding.Fold("X-WR-CALNAME:" + TextValue.Escape(displayName), LineEnding.Standard));
    }

    /// <summary>Adds the components of an item; all of them, or none when the text is invalid.</summary>
    /// <exception cref="Errors.InvalidCalendarDataException">The text is malformed.</exception>
    public void Add(string text)
    {
        foreach (CalendarComponent calendar in CalendarDocument.Parse(text).Calendars)
        {
            var known = new HashSet<CalendarComponent>();
            foreach (IGrouping<string, CalendarComponent> zones in calendar.Components.Where(IsTimeZone).GroupBy(zone => zone.GetValue("TZID")?.Trim() ?? string.Empty).ToList())
            {
                // One item means one definition by a name, whatever else it carries.
                known.UnionWith(zones.Skip(1));
                CalendarComponent zone = zones.First();
                (string name, bool isKnown) = _zones.Place(zone, zones.Key);
                if (isKnown) known.Add(zone);
                if (name != zones.Key) RenamedTimeZone.Apply(calendar, zone, name);
            }

            foreach (CalendarComponent component in calendar.Components.Where(component => !known.Contains(component))) WriteLines(component.ToString());
        }
    }

    /// <summary>Ends the calendar.</summary>
    public void Complete()
    {
        WriteLines("END:VCALENDAR\n");
        _writer.Flush();
    }

    private static bool IsTimeZone(CalendarComponent component) => component.Name == ComponentName.TimeZone;

    private void WriteLines(string text)
    {
        foreach (string line in text.Split('\r', '\n'))
        {
            if (line.Length == 0) continue;
            _writer.Write(line);
            _writer.Write(LineEnding.Standard);
        }
    }
}
