using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>
/// One content line (RFC 5545 section 3.1). Untouched it is written back exactly as it was read; changed it is folded anew.
/// Nothing is decoded before somebody asks.
/// </summary>
internal sealed class CalendarProperty : CalendarNode
{
    private string _text;
    private LogicalLine _line;
    private string? _rewrittenEnding;
    private string? _name;
    private ContentLine? _parsed;

    internal CalendarProperty(string text, in LogicalLine line)
    {
        _text = text;
        _line = line;
    }

    /// <summary>A new line.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value in its written form; see <see cref="TextValue.Escape"/> for text.</param>
    public CalendarProperty(string name, string value)
        : this(string.Empty, default(LogicalLine)) => Rewrite(name, string.Empty, value);

    public override string Name => _name ??= Parsed.Name.ToUpperInvariant();

    /// <summary>The written form of the value, unfolded. Setting it keeps the parameters.</summary>
    public string Value
    {
        get => Parsed.Value;
        set
        {
            if (value != Value) Rewrite(Parsed.Name, Parsed.ParameterText, value);
        }
    }

    /// <summary>The value as text, without its escapes.</summary>
    public string Text => TextValue.Unescape(Value);

    /// <summary>The whole line, unfolded.</summary>
    public string Content => _line.Unfold(_text);

    /// <summary>The physical line it was read from, counted from 1; 0 for a new one.</summary>
    public int LineNumber => _line.Number;

    public IReadOnlyList<PropertyParameter> Parameters => PropertyParameter.ParseAll(Parsed.ParameterText);

    /// <summary>The date or time it holds; null when it holds none.</summary>
    internal ItemTime? Time => ItemTime.Read(Parsed);

    /// <summary>The dates and times of a list (RDATE, EXDATE), of periods their beginning; malformed ones are left out.</summary>
    internal IEnumerable<ItemTime> Times
    {
        get
        {
            foreach (string value in ValueList.Split(Value))
            {
                int slash = value.IndexOf('/');
                if (ItemTime.Read(Parsed, (slash < 0 ? value : value.Substring(0, slash)).Trim()) is { } time) yield return time;
            }
        }
    }

    /// <summary>One of several dates and times, in the zone of this property; null when it is none.</summary>
    internal ItemTime? ReadTime(string written) => ItemTime.Read(Parsed, written);

    private ContentLine Parsed => _parsed ??= ContentLine.TryParse(_text, _line, out ContentLine parsed)
        ? parsed
        : throw CalendarError.At(_line.Number, "a line without a colon");

    public bool IsNamed(string name) => _name != null ? string.Equals(_name, name, StringComparison.OrdinalIgnoreCase) : Parsed.IsNamed(name);

    /// <summary>The first value of a parameter, decoded; null when there is none.</summary>
    public string? GetParameter(string name) => Parsed.HasParameters ? Find(name)?.Values.FirstOrDefault() : null;

    /// <summary>All values of a parameter, decoded.</summary>
    public IReadOnlyList<string> GetParameterValues(string name) => Find(name)?.Values ?? Array.Empty<string>();

    /// <summary>Sets a parameter in its place, or appends it; the other ones keep their text. Without values it is removed.</summary>
    public void SetParameter(string name, params string[] values)
    {
        var parameters = new StringBuilder();
        string? written = values.Length == 0 ? null : PropertyParameter.Write(name, values);
        foreach (PropertyParameter parameter in Parameters)
        {
            if (!parameter.IsNamed(name)) parameters.Append(parameter.Written);
            else if (written != null)
            {
                parameters.Append(written);
                written = null;
            }
        }

        Rewrite(Parsed.Name, parameters.Append(written).ToString(), Value);
    }

    public bool RemoveParameter(string name)
    {
        if (Find(name) == null) return false;
        SetParameter(name);
        return true;
    }

    public override string ToString() => Content;

    /// <summary>A new line with this content, unfolded.</summary>
    internal static CalendarProperty FromContent(string content) =>
        new(content, new LogicalLine(0, content.Length, content.Length, 0, false)) { _rewrittenEnding = LineEnding.Standard };

    internal CalendarProperty Copy() => FromContent(Content);

    internal override void WriteTo(StringBuilder output)
    {
        if (_rewrittenEnding == null) output.Append(_text, _line.Start, _line.RawEnd - _line.Start);
        else output.Append(LineFolding.Fold(_text, _rewrittenEnding));
    }

    internal override void Adopt(string lineEnding)
    {
        if (_rewrittenEnding == null && _text.Substring(_line.ContentEnd, _line.RawEnd - _line.ContentEnd) == lineEnding && !_line.IsFolded) return;
        Replace(Content);
        _rewrittenEnding = lineEnding;
    }

    private PropertyParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.IsNamed(name));

    private void Rewrite(string name, string parameters, string value)
    {
        _rewrittenEnding ??= LineEnding.After(_text, _line.ContentEnd);
        Replace(name + parameters + ":" + value.Replace("\r", string.Empty).Replace("\n", string.Empty));
    }

    private void Replace(string content)
    {
        _text = content;
        _line = new LogicalLine(0, content.Length, content.Length, _line.Number, false);
        _parsed = null;
        _name = null;
    }
}
