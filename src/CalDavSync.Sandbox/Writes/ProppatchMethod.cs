using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Writes;

/// <summary>PROPPATCH (RFC 4918 section 9.2): all changes or none, with a result for each property.</summary>
internal sealed class ProppatchMethod : IDavMethod
{
    private static readonly XNamespace D = Namespaces.Dav;

    private readonly DavServer _server;

    public ProppatchMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        DavResource resource = request.Existing;
        XElement body = request.Xml ?? throw new HttpFailureException(400, "A PROPPATCH needs a body.");
        if (body.Name != D + "propertyupdate") throw new HttpFailureException(400, "The body is no DAV:propertyupdate.");
        List<(bool Set, XElement Property)> changes = body.Elements()
            .Where(change => change.Name == D + "set" || change.Name == D + "remove")
            .SelectMany(change => change.Elements(D + "prop").Elements().Select(property => (change.Name == D + "set", property)))
            .ToList();
        if (changes.Count == 0) throw new HttpFailureException(400, "The PROPPATCH changes nothing.");

        SandboxCalendar? calendar = (resource as CalendarResource)?.Calendar;
        List<PropertyName> names = changes.Select(change => PropertyName.Parse(change.Property.Name)).Distinct().ToList();
        List<PropertyName> refused = names.Where(name => calendar is null || CalendarProperties.IsProtected(name, creating: false)).ToList();
        if (refused.Count == 0) Apply(calendar!, request, changes);
        return HttpResponse.Xml(207, writer => Write(writer, resource, names, refused));
    }

    private void Apply(SandboxCalendar calendar, DavRequest request, List<(bool Set, XElement Property)> changes)
    {
        lock (_server.Store.Gate)
        {
            Preconditions.Check(_server, request, current: null);
            foreach ((bool set, XElement property) in changes)
            {
                if (set) CalendarProperties.Set(calendar, property);
                else CalendarProperties.Remove(calendar, PropertyName.Parse(property.Name));
            }

            _server.Store.Touch(calendar);
        }
    }

    private void Write(BodyWriter writer, DavResource resource, List<PropertyName> names, List<PropertyName> refused)
    {
        Multistatus rows = new(_server, writer, minimal: false);
        rows.Begin();
        rows.OpenRow(_server.Hrefs.Of(resource));
        List<PropertyName> others = names.Except(refused).ToList();
        if (others.Count > 0) Propstat(writer, others, refused.Count == 0 ? 200 : 424, null);
        if (refused.Count > 0) Propstat(writer, refused, 403, "<D:error><D:cannot-modify-protected-property/></D:error>");
        rows.CloseRow();
        rows.End();
    }

    private static void Propstat(BodyWriter writer, List<PropertyName> names, int status, string? error)
    {
        writer.Raw("<D:propstat><D:prop>");
        foreach (PropertyName name in names) writer.Raw(name.Empty);
        writer.Raw("</D:prop><D:status>").Raw(StatusText.Line(status)).Raw("</D:status>").Raw(error ?? string.Empty).Raw("</D:propstat>");
    }
}
