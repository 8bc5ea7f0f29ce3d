using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>
/// What the first pass over a calendar file finds out: how many components each item has, the properties of each VCALENDAR, and the time
/// zones. Per item it keeps one number under a hash, so that a million items take some tens of megabytes.
/// </summary>
internal sealed class CalendarFileIndex
{
    private readonly Dictionary<long, int> _components = new();
    private readonly Dictionary<string, string> _zones = new();
    private readonly Dictionary<(int Calendar, string Zone), string> _differingZones = new();
    private readonly Dictionary<string, string> _distinct = new();
    private readonly List<string> _properties = new();

    /// <summary>The line ending of the file.</summary>
    public string LineEnding { get; private set; } = ICalendar.LineEnding.Standard;

    /// <summary>Reads a whole file.</summary>
    public static CalendarFileIndex Read(TextReader reader)
    {
        var index = new CalendarFileIndex();
        var properties = new StringBuilder();
        foreach (CalendarPiece piece in CalendarPieceReader.Read(reader))
        {
            switch (piece.Kind)
            {
                case CalendarPieceKind.CalendarBegin:
                    if (index._properties.Count == 0) index.LineEnding = ICalendar.LineEnding.Of(piece.Text);
                    else index.EndCalendar(properties);
                    index._properties.Add(string.Empty);
                    break;
                case CalendarPieceKind.Property when IsKept(piece):
                    properties.Append(piece.Text);
                    break;
                case CalendarPieceKind.Component:
                    index.Count(piece);
                    break;
            }
        }

        index.EndCalendar(properties);
        return index;
    }

    /// <summary>The key of an item: a resource has one UID and one type of component (RFC 4791 section 4.1). Two items may share a key.</summary>
    public static long KeyOf(string uid, string component)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in uid) hash = (hash ^ character) * 1099511628211;
        foreach (char character in component) hash = (hash ^ character) * 1099511628211;
        return unchecked((long)hash);
    }

    /// <summary>Takes note that a component with this key has come by; how many are still to come.</summary>
    public int Expect(long key)
    {
        if (!_components.TryGetValue(key, out int left)) return 0;
        if (left > 1) _components[key] = left - 1;
        else _components.Remove(key);
        return left - 1;
    }

    /// <summary>The text of the properties of one of the VCALENDARs, counted from 0; METHOD is left out (RFC 4791 section 4.1).</summary>
    public string PropertiesOf(int calendar) => calendar >= 0 && calendar < _properties.Count ? _properties[calendar] : string.Empty;

    /// <summary>The VTIMEZONE a component of a VCALENDAR means; null when the file has none of this name.</summary>
    public string? FindTimeZone(int calendar, string zone) =>
        _differingZones.TryGetValue((calendar, zone), out string? own) ? own : _zones.TryGetValue(zone, out string? shared) ? shared : null;

    private static bool IsKept(CalendarPiece piece)
    {
        if (CalendarValidator.FindErrorInComponent(piece.Text, piece.Line) != null) return false;
        var scanner = new LogicalLineScanner(piece.Text);
        return scanner.Next(out LogicalLine line) && ContentLine.TryParse(piece.Text, line, out ContentLine content) && !content.IsNamed("METHOD");
    }

    private void Count(CalendarPiece piece)
    {
        ComponentFacts facts = ComponentFacts.Read(piece);
        if (facts.Error != null) return;
        if (piece.Name == ComponentName.TimeZone)
        {
            if (facts.TimeZoneId != null) AddTimeZone(facts.TimeZoneId, piece.Text);
            return;
        }

        long key = KeyOf(facts.Uid!, piece.Name);
        _components.TryGetValue(key, out int count);
        _components[key] = count + 1;
    }

    private void AddTimeZone(string zone, string text)
    {
        if (!_zones.TryGetValue(zone, out string? first)) _zones[zone] = text;
        else if (first != text) _differingZones[(_properties.Count - 1, zone)] = Once(text);
    }

    private void EndCalendar(StringBuilder properties)
    {
        if (_properties.Count > 0) _properties[_properties.Count - 1] = Once(properties.ToString());
        properties.Clear();
    }

    /// <summary>Files joined from items repeat the same texts thousands of times.</summary>
    private string Once(string text)
    {
        if (_distinct.TryGetValue(text, out string? known)) return known;
        _distinct[text] = text;
        return text;
    }
}
