using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>A comp-filter (RFC 4791 section 9.7.1) with its time-range, prop-filters and nested comp-filters.</summary>
internal sealed class ComponentFilter
{
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly string _name;
    private readonly bool _notDefined;
    private readonly TimeRange? _range;
    private readonly List<PropertyFilter> _properties;
    private readonly List<ComponentFilter> _components;

    private ComponentFilter(string name, bool notDefined, TimeRange? range, List<PropertyFilter> properties, List<ComponentFilter> components)
    {
        _name = name;
        _notDefined = notDefined;
        _range = range;
        _properties = properties;
        _components = components;
    }

    /// <summary>Whether it only names VCALENDAR.</summary>
    public bool IsEmpty => _range is null && _properties.Count == 0 && _components.Count == 0 && !_notDefined;

    /// <summary>Whether a nested comp-filter narrows it to one type of component.</summary>
    public bool HasComponent => _components.Count > 0;

    /// <summary>Whether a nested comp-filter is for this type of component.</summary>
    public bool Names(string component) => _components.Exists(child => child._name == component);

    public static ComponentFilter Read(XElement element) => new(
        (element.Attribute("name")?.Value ?? throw DavErrors.CalDav(403, "valid-filter")).ToUpperInvariant(),
        element.Element(C + "is-not-defined") is not null,
        element.Element(C + "time-range") is { } range ? TimeRange.Read(range) : null,
        element.Elements(C + "prop-filter").Select(PropertyFilter.Read).ToList(),
        element.Elements(C + "comp-filter").Select(Read).ToList());

    /// <summary>Whether an item passes, when this is the outermost filter.</summary>
    public bool MatchesCalendar(SandboxItem item)
    {
        if (_name != "VCALENDAR") return _notDefined;
        if (_notDefined) return false;
        if (IsEmpty) return true;
        bool byTypeAlone = _properties.Count == 0 && _components.TrueForAll(child => child.IsBareType || child.IsOnlyAbsence);
        if (byTypeAlone) return _components.TrueForAll(child => child._notDefined != (child._name == item.Component));
        return ICalComponent.TryParse(item.Text) is { } calendar && Passes(calendar, item);
    }

    private bool IsTyped => _name is "VEVENT" or "VTODO" or "VJOURNAL";

    private bool IsBareType => IsEmpty && IsTyped;

    private bool IsOnlyAbsence => _notDefined && _range is null && _properties.Count == 0 && _components.Count == 0 && IsTyped;

    private bool Passes(ICalComponent component, SandboxItem item) =>
        (_range is null || item.Timing.Overlaps(_name, _range.Start, _range.End))
        && _properties.TrueForAll(filter => filter.Matches(component))
        && _components.TrueForAll(child => child.MatchesWithin(component, item));

    private bool MatchesWithin(ICalComponent parent, SandboxItem item)
    {
        List<ICalComponent> candidates = parent.Children.FindAll(candidate => candidate.Name == _name);
        if (_notDefined) return candidates.Count == 0;

        // Alarms are not timed here: a time range on VALARM lets every alarm pass.
        if (_range is not null && IsTyped && !item.Timing.Overlaps(_name, _range.Start, _range.End)) return false;
        return candidates.Exists(candidate => _properties.TrueForAll(filter => filter.Matches(candidate))
            && _components.TrueForAll(child => child.MatchesWithin(candidate, item)));
    }
}
