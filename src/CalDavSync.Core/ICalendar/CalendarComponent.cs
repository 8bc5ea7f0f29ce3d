using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>A component: its BEGIN and END lines and what is between them, in its order (RFC 5545 section 3.6).</summary>
internal sealed class CalendarComponent : CalendarNode
{
    private readonly List<CalendarNode> _nodes = new();
    private string _begin;
    private string _end;
    private string _lineEnding;

    internal CalendarComponent(string name, string begin, string lineEnding, int lineNumber)
    {
        Name = name;
        LineNumber = lineNumber;
        _begin = begin;
        _end = $"END:{name}{lineEnding}";
        _lineEnding = lineEnding;
    }

    /// <summary>A new, empty component.</summary>
    public CalendarComponent(string name)
        : this(name.ToUpperInvariant(), $"BEGIN:{name.ToUpperInvariant()}{LineEnding.Standard}", LineEnding.Standard, 0)
    {
    }

    public override string Name { get; }

    /// <summary>The physical line of its BEGIN, counted from 1; 0 for a new one.</summary>
    public int LineNumber { get; }

    public IReadOnlyList<CalendarNode> Nodes => _nodes;

    public IEnumerable<CalendarProperty> Properties => _nodes.OfType<CalendarProperty>();

    public IEnumerable<CalendarComponent> Components => _nodes.OfType<CalendarComponent>();

    public CalendarProperty? GetProperty(string name) => Properties.FirstOrDefault(property => property.IsNamed(name));

    public IEnumerable<CalendarProperty> GetProperties(string name) => Properties.Where(property => property.IsNamed(name));

    /// <summary>The written form of the first value of this name, or null.</summary>
    public string? GetValue(string name) => GetProperty(name)?.Value;

    /// <summary>The first value of this name as text, or null.</summary>
    public string? GetText(string name) => GetProperty(name)?.Text;

    /// <summary>Sets the written form of the first property of this name, keeping its parameters, or adds the property.</summary>
    public void SetValue(string name, string value)
    {
        CalendarProperty? property = GetProperty(name);
        if (property == null) Add(new CalendarProperty(name.ToUpperInvariant(), value));
        else property.Value = value;
    }

    /// <summary>The same for text; null removes the property.</summary>
    public void SetText(string name, string? text)
    {
        if (text == null) RemoveProperties(name);
        else SetValue(name, TextValue.Escape(text));
    }

    /// <summary>Adds a line behind those of the same name, else behind the last property before the first inner component.</summary>
    public void Add(CalendarProperty property)
    {
        int place = _nodes.FindLastIndex(node => node is CalendarProperty other && other.IsNamed(property.Name)) + 1;
        if (place == 0)
        {
            place = _nodes.FindIndex(node => node is CalendarComponent);
            if (place < 0) place = _nodes.Count;
        }

        Insert(place, property);
    }

    /// <summary>Adds a component behind all the others.</summary>
    public void Add(CalendarComponent component) => Insert(_nodes.Count, component);

    public int IndexOf(CalendarNode node) => _nodes.IndexOf(node);

    public void Insert(int index, CalendarNode node)
    {
        node.Adopt(_lineEnding);
        _nodes.Insert(index, node);
    }

    public bool Remove(CalendarNode node) => _nodes.Remove(node);

    /// <summary>Removes all that fit; how many.</summary>
    public int RemoveAll(Predicate<CalendarNode> condition) => _nodes.RemoveAll(condition);

    /// <summary>Removes all properties of this name; how many.</summary>
    public int RemoveProperties(string name) => RemoveAll(node => node is CalendarProperty property && property.IsNamed(name));

    /// <summary>The text of the component.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>A copy that can be changed and added to another document.</summary>
    internal CalendarComponent Copy()
    {
        var copy = new CalendarComponent(Name);
        foreach (CalendarNode node in _nodes) copy._nodes.Add(node is CalendarComponent inner ? inner.Copy() : ((CalendarProperty)node).Copy());
        return copy;
    }

    internal void Append(CalendarNode node) => _nodes.Add(node);

    internal void Close(string end) => _end = end;

    internal override void WriteTo(StringBuilder output)
    {
        output.Append(_begin);
        foreach (CalendarNode node in _nodes) node.WriteTo(output);
        output.Append(_end);
    }

    internal override void Adopt(string lineEnding)
    {
        _lineEnding = lineEnding;
        _begin = $"BEGIN:{Name}{lineEnding}";
        _end = $"END:{Name}{lineEnding}";
        foreach (CalendarNode node in _nodes) node.Adopt(lineEnding);
    }
}
