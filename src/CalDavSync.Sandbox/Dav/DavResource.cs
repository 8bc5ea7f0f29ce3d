using System.Collections.Generic;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Something a PROPFIND can ask about.</summary>
internal abstract class DavResource
{
    protected DavResource(string path) => Path = path;

    /// <summary>The encoded path.</summary>
    public string Path { get; }

    public virtual bool IsCollection => true;

    /// <summary>Names of all properties it has.</summary>
    public abstract IEnumerable<PropertyName> PropertyNames { get; }

    /// <summary>What <c>allprop</c> means here: neither sync-token nor what is costly (RFC 4791 section 5.2, RFC 6578 section 4).</summary>
    public abstract IEnumerable<PropertyName> AllProperties { get; }

    /// <summary>The XML inside the property's element, or null when the resource does not have it.</summary>
    public abstract string? Value(PropertyName name);

    /// <summary>The internal members.</summary>
    public virtual IEnumerable<DavResource> Members
    {
        get { yield break; }
    }
}
