using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>A prop-filter (RFC 4791 section 9.7.2) with text-match, time-range and param-filters.</summary>
internal sealed class PropertyFilter
{
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly string _name;
    private readonly bool _notDefined;
    private readonly TextMatch? _text;
    private readonly TimeRange? _range;
    private readonly List<XElement> _parameters;

    private PropertyFilter(XElement element)
    {
        _name = (element.Attribute("name")?.Value ?? throw DavErrors.CalDav(403, "valid-filter")).ToUpperInvariant();
        _notDefined = element.Element(C + "is-not-defined") is not null;
        _text = TextMatch.Read(element.Element(C + "text-match"));
        _range = element.Element(C + "time-range") is { } range ? TimeRange.Read(range) : null;
        _parameters = element.Elements(C + "param-filter").ToList();
    }

    public static PropertyFilter Read(XElement element) => new(element);

    public bool Matches(ICalComponent component)
    {
        List<ContentLine> lines = component.Lines.FindAll(line => line.Name == _name);
        if (_notDefined) return lines.Count == 0;
        return lines.Exists(line => (_text is null || _text.Matches(line.Value))
            && (_range is null || (ICalTime.Read(line) is { } time && time >= _range.Start && time < _range.End))
            && _parameters.TrueForAll(filter => ParameterMatches(line, filter)));
    }

    private static bool ParameterMatches(ContentLine line, XElement filter)
    {
        string? value = line.Parameter(filter.Attribute("name")?.Value ?? string.Empty);
        if (filter.Element(C + "is-not-defined") is not null) return value is null;
        return value is not null && (TextMatch.Read(filter.Element(C + "text-match"))?.Matches(value) ?? true);
    }
}
