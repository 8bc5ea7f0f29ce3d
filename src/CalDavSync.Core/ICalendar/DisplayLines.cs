using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>Remembers where the properties for display are, and decodes them once it is known that their component is the one to show.</summary>
internal sealed class DisplayLines(string component)
{
    private static readonly string[] Names =
    {
        "UID", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE", "DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RECURRENCE-ID", "LAST-MODIFIED",
    };

    private readonly ContentLine?[] _lines = new ContentLine?[Names.Length];

    public bool IsOverride => _lines[(int)DisplayProperty.RecurrenceId] != null;

    /// <summary>Keeps the line if it is wanted; the first of a name counts.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void Offer(string text, in LogicalLine line)
    {
        int end = EndOfName(text, line);
        if (end < line.ContentEnd && text[end] is '\r' or '\n')
        {
            string unfolded = line.Unfold(text);
            Offer(unfolded, new LogicalLine(0, unfolded.Length, unfolded.Length, line.Number, false));
            return;
        }

        DisplayProperty property = Recognize(text, line.Start, end - line.Start);
        if (property == DisplayProperty.None || _lines[(int)property] != null) return;
        if (ContentLine.TryParse(text, line, out ContentLine contentLine)) _lines[(int)property] = contentLine;
    }

    [MethodImpl(Compiled.AtOnce)]
    public ItemFacts Decode()
    {
        ContentLine? startLine = _lines[(int)DisplayProperty.DtStart] ?? _lines[(int)DisplayProperty.Due];
        ContentLine? endLine = _lines[(int)DisplayProperty.DtEnd] ?? _lines[(int)DisplayProperty.Due];
        ItemTime? start = startLine is { } s ? ItemTime.Read(s) : null;
        ItemTime? end = endLine is { } e ? ItemTime.Read(e) : null;
        return new ItemFacts
        {
            Component = component,
            Uid = Text(DisplayProperty.Uid, trim: true),
            Summary = Text(DisplayProperty.Summary),
            Location = Text(DisplayProperty.Location),
            Status = Text(DisplayProperty.Status, trim: true),
            Sequence = Number(DisplayProperty.Sequence),
            Start = start?.ToDisplay(),
            End = endLine != null ? end?.ToDisplay() : EndByDuration(start),
            IsAllDay = start is { IsDate: true },
            IsRecurring = _lines[(int)DisplayProperty.Recurrence] != null,
            TimeZone = start?.TimeZoneId,
            LastModified = _lines[(int)DisplayProperty.LastModified] is { } modified ? ItemTime.Read(modified)?.ToDisplay() : null,
        };
    }

    private DateTime? EndByDuration(ItemTime? start)
    {
        if (start == null || _lines[(int)DisplayProperty.Duration] is not { } line) return null;
        return DurationValue.Parse(line.TrimmedValue) is { } duration ? start.Value.ToDisplay(duration) : null;
    }

    [MethodImpl(Compiled.AtOnce)]
    private string? Text(DisplayProperty property, bool trim = false)
    {
        if (_lines[(int)property] is not { } line) return null;
        string value = TextValue.Unescape(trim ? line.TrimmedValue : line.Value);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    [MethodImpl(Compiled.AtOnce)]
    private int? Number(DisplayProperty property) =>
        _lines[(int)property] is { } line && int.TryParse(line.TrimmedValue, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>At the colon or semicolon, or at a fold inside the name.</summary>
    [MethodImpl(Compiled.AtOnce)]
    private static int EndOfName(string text, in LogicalLine line)
    {
        int position = line.Start;
        while (position < line.ContentEnd && text[position] is not (':' or ';' or '\r' or '\n')) position++;
        return position;
    }

    [MethodImpl(Compiled.AtOnce)]
    private static DisplayProperty Recognize(string text, int start, int length)
    {
        if (length is < 3 or > 13) return DisplayProperty.None;
        if (length == 5 && Is(text, start, "RDATE")) return DisplayProperty.Recurrence;
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i].Length == length && Is(text, start, Names[i])) return (DisplayProperty)i;
        }

        return DisplayProperty.None;
    }

    private static bool Is(string text, int start, string name) =>
        (text[start] | 0x20) == (name[0] | 0x20) && string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
