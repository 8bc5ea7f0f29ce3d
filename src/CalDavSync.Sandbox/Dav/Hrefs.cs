using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Dav;

/// <summary>How the server spells the address of a resource in its answers.</summary>
internal sealed class Hrefs
{
    private readonly DavServer _server;

    public Hrefs(DavServer server) => _server = server;

    public string Of(DavResource resource) => resource switch
    {
        ItemResource item => Of(item.Calendar, item.Item.Name, item.Item.EncodedName),
        _ => resource.Path,
    };

    public string Of(SandboxCalendar calendar) => _server.Layout.PathOf(calendar);

    public string Of(SandboxCalendar calendar, string name) => Of(calendar, name, PathSegments.Encode(name));

    public string Of(SandboxCalendar calendar, string name, string encodedName) => _server.Layout.PathOf(calendar) + encodedName;
}
