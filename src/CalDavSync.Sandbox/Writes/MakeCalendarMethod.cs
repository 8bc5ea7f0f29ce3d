using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Writes;

/// <summary>MKCALENDAR (RFC 4791 section 5.3.1) and extended MKCOL (RFC 5689): the calendar appears with all properties or not at all.</summary>
internal sealed class MakeCalendarMethod : IDavMethod
{
    private static readonly XNamespace D = Namespaces.Dav;
    private static readonly XNamespace C = Namespaces.CalDav;

    private readonly DavServer _server;

    public MakeCalendarMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (_server.Quirks.Has(DiscoveryQuirks.NoMkcalendar)) throw new HttpFailureException(405, "Calendars cannot be created here.");
        bool mkcol = request.Http.Method == "MKCOL";
        XElement? body = request.Xml;
        if (request.Resource is not null) throw mkcol ? new HttpFailureException(405, "There is something already.") : DavErrors.Dav(403, "resource-must-be-null");
        if (_server.Tree.CalendarName(request.Path) is not { } name) throw DavErrors.CalDav(403, "calendar-collection-location-ok");
        if (body is not null && body.Name != (mkcol ? D + "mkcol" : C + "mkcalendar")) throw new HttpFailureException(400, "The body does not fit the method.");

        List<XElement> properties = body?.Elements(D + "set").Elements(D + "prop").Elements().ToList() ?? new List<XElement>();
        if (mkcol && !properties.Exists(property => property.Name == D + "resourcetype" && property.Element(C + "calendar") is not null))
        {
            throw DavErrors.Dav(403, "valid-resourcetype");
        }

        properties.RemoveAll(property => property.Name == D + "resourcetype");
        List<PropertyName> refused = properties.Select(property => PropertyName.Parse(property.Name)).Where(property => CalendarProperties.IsProtected(property, creating: true)).ToList();
        if (refused.Count > 0) throw DavErrors.Dav(403, "cannot-modify-protected-property");
        lock (_server.Store.Gate)
        {
            if (_server.Store.Find(name) is not null) throw DavErrors.Dav(403, "resource-must-be-null");
            SandboxCalendar calendar = _server.Store.Create(name);
            foreach (XElement property in properties) CalendarProperties.Set(calendar, property);
        }

        return new HttpResponse(201);
    }
}
