using System;
using System.Collections.Generic;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>The root, the principal and the collections that only hold others together.</summary>
internal sealed class PlainCollection : DavResource
{
    private static readonly PropertyName[] ForAllProp = { Properties.ResourceType, Properties.DisplayName };

    private readonly Dictionary<PropertyName, string> _values;
    private readonly Func<IEnumerable<DavResource>> _members;

    public PlainCollection(string path, Dictionary<PropertyName, string> values, Func<IEnumerable<DavResource>> members)
        : base(path)
    {
        _values = values;
        _members = members;
    }

    public override IEnumerable<PropertyName> PropertyNames => _values.Keys;

    public override IEnumerable<PropertyName> AllProperties => ForAllProp;

    public override IEnumerable<DavResource> Members => _members();

    public override string? Value(PropertyName name) => _values.TryGetValue(name, out string? value) ? value : null;
}
