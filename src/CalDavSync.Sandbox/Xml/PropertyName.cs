using System.Collections.Concurrent;
using System.Xml.Linq;

namespace CalDavSync.Sandbox.Xml;

/// <summary>The qualified name of a property; equal names of the known kinds are the same object.</summary>
internal sealed class PropertyName
{
    private static readonly ConcurrentDictionary<XName, PropertyName> Known = new();

    private PropertyName(XName name, string? prefix)
    {
        Name = name;
        Qualified = prefix is null ? null : prefix + ":" + name.LocalName;
        Empty = Qualified is not null ? "<" + Qualified + "/>" : "<x:" + name.LocalName + " xmlns:x=\"" + Namespaces.Attribute(name.NamespaceName) + "\"/>";
        Open = Empty.Substring(0, Empty.Length - 2) + ">";
        Close = "</" + (Qualified ?? "x:" + name.LocalName) + ">";
    }

    public XName Name { get; }

    /// <summary>Start tag, with the namespace declared when it is none of the usual four.</summary>
    public string Open { get; }

    /// <summary>End tag.</summary>
    public string Close { get; }

    /// <summary>The element without content.</summary>
    public string Empty { get; }

    private string? Qualified { get; }

    public override bool Equals(object? obj) => obj is PropertyName other && other.Name == Name;

    public override int GetHashCode() => Name.GetHashCode();

    /// <summary>The shared instance of a name used by the server itself.</summary>
    public static PropertyName Of(string ns, string local)
    {
        XName name = XName.Get(local, ns);
        return Known.GetOrAdd(name, key => new PropertyName(key, Namespaces.PrefixOf(ns)));
    }

    /// <summary>The shared instance when the server knows the name, else a new one: clients must not be able to fill the table.</summary>
    public static PropertyName Parse(XName name) =>
        Known.TryGetValue(name, out PropertyName? known) ? known : new PropertyName(name, Namespaces.PrefixOf(name.NamespaceName));
}
