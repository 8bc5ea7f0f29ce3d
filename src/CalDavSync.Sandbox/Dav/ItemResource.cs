using System.Collections.Generic;
using System.Globalization;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Reports;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>A calendar object resource (RFC 4791 section 4.1).</summary>
internal sealed class ItemResource : DavResource
{
    private static readonly PropertyName[] Live =
    {
        Properties.ResourceType, Properties.GetETag, Properties.GetContentType, Properties.GetContentLength,
        Properties.GetLastModified, Properties.CreationDate,
    };

    private static readonly PropertyName[] Others = { Properties.CurrentUserPrincipal, Properties.Owner, Properties.CurrentUserPrivilegeSet };

    private readonly DavServer _server;

    public ItemResource(DavServer server, SandboxCalendar calendar, SandboxItem item)
        : base(server.Layout.PathOf(calendar) + item.EncodedName)
    {
        _server = server;
        Calendar = calendar;
        Item = item;
    }

    public SandboxCalendar Calendar { get; }

    public SandboxItem Item { get; }

    public override bool IsCollection => false;

    public override IEnumerable<PropertyName> PropertyNames
    {
        get
        {
            foreach (PropertyName name in Live) yield return name;
            foreach (PropertyName name in Others) yield return name;
        }
    }

    public override IEnumerable<PropertyName> AllProperties => Live;

    public override string? Value(PropertyName name) => Value(_server, Item, name, RowUse.Propfind);

    /// <summary>The value of a property of an item; calendar-data is none of PROPFIND's business.</summary>
    public static string? Value(DavServer server, SandboxItem item, PropertyName name, RowUse use)
    {
        if (name == Properties.GetETag) return server.ETags.ForProperty(item, use);
        if (name == Properties.ResourceType) return string.Empty;
        if (name == Properties.GetContentType) return server.Features.ContentType(item);
        if (name == Properties.GetContentLength) return BodyWriter.Utf8.GetByteCount(item.Text).ToString(CultureInfo.InvariantCulture);
        if (name == Properties.GetLastModified) return PropertyValues.HttpDate(item.LastModified);
        if (name == Properties.CreationDate) return PropertyValues.IsoDate(item.Created);
        if (name == Properties.CurrentUserPrincipal) return server.Features.CurrentUserPrincipal;
        if (name == Properties.Owner) return PropertyValues.Href(server.Layout.Principal);
        if (name == Properties.CurrentUserPrivilegeSet) return PropertyValues.Privileges("all", "read", "write", "write-content");
        return null;
    }
}
