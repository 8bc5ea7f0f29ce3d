using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>GET and HEAD of an item; a collection answers with a line of text, so that a browser sees something.</summary>
internal sealed class ItemGetMethod : IDavMethod
{
    private readonly DavServer _server;

    public ItemGetMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (request.Existing is not ItemResource resource) return HttpResponse.Text(200, "This is a CalDAV collection.\n");
        SandboxItem item = resource.Item;
        string? etag = _server.ETags.ForHeader(item);
        bool unchanged = request.Http.Headers.Joined("If-None-Match") is { } known && Preconditions.Matches(known, item);
        HttpResponse response = new(unchanged ? 304 : 200);
        if (etag is not null) response.Headers.Add("ETag", etag);
        response.Headers.Add("Last-Modified", PropertyValues.HttpDate(item.LastModified));
        if (unchanged) return response;
        response.Headers.Add("Content-Type", "text/calendar; charset=utf-8");
        response.Body = BodyWriter.Utf8.GetBytes(item.Text);
        return response;
    }
}
