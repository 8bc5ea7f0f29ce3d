using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CalDavSync.Dav;

namespace CalDavSync.CalDav.Collections;

/// <summary>The XML of requests that make and change collections.</summary>
internal static class CollectionBody
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    private const string Namespaces =
        " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:A=\"http://apple.com/ns/ical/\"";

    /// <summary>CALDAV:mkcalendar (RFC 4791 section 5.3.1); null, no body at all, without properties.</summary>
    public static byte[]? MakeCalendar(IReadOnlyCollection<PropertyChange> properties) =>
        properties.Count == 0 ? null : Bytes("C:mkcalendar", Set(properties, string.Empty));

    /// <summary>DAV:mkcol for a calendar (RFC 5689).</summary>
    public static byte[] MakeCollection(IReadOnlyCollection<PropertyChange> properties) =>
        Bytes("D:mkcol", Set(properties, "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"));

    /// <summary>DAV:propertyupdate (RFC 4918 section 14.19).</summary>
    public static byte[] Update(IReadOnlyCollection<PropertyChange> changes)
    {
        var xml = new StringBuilder();
        PropertyChange[] set = changes.Where(change => change.Xml is not null).ToArray();
        if (set.Length > 0) xml.Append(Set(set, string.Empty));
        foreach (PropertyChange change in changes.Where(change => change.Xml is null))
        {
            xml.Append("<D:remove><D:prop><").Append(Name(change.Name)).Append("/></D:prop></D:remove>");
        }

        return Bytes("D:propertyupdate", xml.ToString());
    }

    private static string Set(IEnumerable<PropertyChange> properties, string first)
    {
        var xml = new StringBuilder("<D:set><D:prop>").Append(first);
        foreach (PropertyChange property in properties.Where(property => property.Xml is not null))
        {
            string name = Name(property.Name);
            xml.Append('<').Append(name).Append('>').Append(property.Xml).Append("</").Append(name).Append('>');
        }

        return xml.Append("</D:prop></D:set>").ToString();
    }

    private static string Name(DavName name) => name.Namespace switch
    {
        DavNamespace.Dav => "D:" + name.Local,
        DavNamespace.CalDav => "C:" + name.Local,
        DavNamespace.AppleICal => "A:" + name.Local,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No prefix for this namespace."),
    };

    private static byte[] Bytes(string root, string content) => Encoding.UTF8.GetBytes($"{Declaration}<{root}{Namespaces}>{content}</{root}>");
}
