using System;
using System.Collections.Generic;
using System.IO;

namespace CalDavSync.ICalendar;

/// <summary>
/// Writes many items as one VCALENDAR, each time zone once, before its first use. Components keep their lines and folding; line endings become
/// CRLF. Of time zones that share a TZID the first is written.
/// </summary>
internal sealed class CalendarJoiner
{
    private readonly TextWriter _writer;
    private readonly HashSet<string> _zones = new(StringComparer.Ordinal);

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
            foreach (CalendarComponent component in calendar.Components)
            {
                bool known = component.Name == ComponentName.TimeZone && !_zones.Add(component.GetValue("TZID")?.Trim() ?? string.Empty);
                if (!known) WriteLines(component.ToString());
            }
        }
    }

    /// <summary>Ends the calendar.</summary>
    public void Complete()
    {
        WriteLines("END:VCALENDAR\n");
        _writer.Flush();
    }

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
