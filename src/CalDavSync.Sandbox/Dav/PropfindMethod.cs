using System.Xml.Linq;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>PROPFIND with Depth 0 and 1; infinity (also when no Depth is given) is refused as RFC 4918 section 9.1 allows.</summary>
internal sealed class PropfindMethod : IDavMethod
{
    private readonly DavServer _server;

    public PropfindMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        DavResource resource = request.Existing;
        XElement? body = request.Xml;
        if (body is not null && body.Name != XName.Get("propfind", Namespaces.Dav)) throw new HttpFailureException(400, "The body is no DAV:propfind.");
        PropertyRequest properties = PropertyRequest.Read(body);
        int depth = resource.IsCollection ? request.Depth ?? int.MaxValue : 0;
        if (properties.All && _server.Quirks.Has(DiscoveryQuirks.AllpropFails)) throw new HttpFailureException(500, "Internal error.");
        if (depth == 1 && resource is CalendarResource && _server.Quirks.Has(TransportQuirks.PropfindDepth1Blocked)) throw new HttpFailureException(405, "Blocked.");
        if (depth > 1) throw DavErrors.Dav(403, "propfind-finite-depth");
        return HttpResponse.Xml(207, writer =>
        {
            Multistatus rows = new(_server, writer, request.WantsMinimal);
            rows.Begin();
            rows.Properties(resource, properties);
            if (depth == 1)
            {
                foreach (DavResource member in resource.Members) rows.Properties(member, properties);
            }

            rows.End();
        });
    }
}
