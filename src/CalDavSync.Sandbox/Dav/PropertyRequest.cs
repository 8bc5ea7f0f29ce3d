using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Which properties a request asks for.</summary>
internal sealed class PropertyRequest
{
    private static readonly XNamespace D = Namespaces.Dav;

    private PropertyRequest(bool all, bool namesOnly, IReadOnlyList<PropertyName> names)
    {
        All = all;
        NamesOnly = namesOnly;
        Names = names;
    }

    public bool All { get; }

    public bool NamesOnly { get; }

    /// <summary>The listed names; with <see cref="All"/> those of <c>include</c>.</summary>
    public IReadOnlyList<PropertyName> Names { get; }

    public bool Asks(PropertyName name) => Names.Contains(name);

    /// <summary>The same request without one of the names.</summary>
    public PropertyRequest Without(PropertyName name) => new(All, NamesOnly, Names.Where(other => other != name).ToList());

    /// <summary>Reads a propfind element or a report that holds one of its children; no body means allprop.</summary>
    public static PropertyRequest Read(XElement? parent)
    {
        if (parent is null || parent.Element(D + "allprop") is not null) return new PropertyRequest(true, false, NamesIn(parent?.Element(D + "include")));
        if (parent.Element(D + "propname") is not null) return new PropertyRequest(false, true, NamesIn(null));
        if (parent.Element(D + "prop") is not { } prop) throw new HttpFailureException(400, "The request names no properties.");
        return new PropertyRequest(false, false, NamesIn(prop));
    }

    /// <summary>As <see cref="Read"/>, but a report without any of them asks for nothing.</summary>
    public static PropertyRequest ReadOptional(XElement report) =>
        report.Elements().Any(child => child.Name == D + "prop" || child.Name == D + "allprop" || child.Name == D + "propname")
            ? Read(report)
            : new PropertyRequest(false, false, NamesIn(null));

    /// <summary>The names this resource is asked for.</summary>
    public IEnumerable<PropertyName> For(DavResource resource) =>
        NamesOnly ? resource.PropertyNames : All ? resource.AllProperties.Concat(Names).Distinct() : Names;

    private static IReadOnlyList<PropertyName> NamesIn(XElement? element) =>
        element is null ? new List<PropertyName>() : element.Elements().Select(child => PropertyName.Parse(child.Name)).Distinct().ToList();
}
