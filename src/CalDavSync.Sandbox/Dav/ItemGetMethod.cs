using System;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;

namespace CalDavSync.Sandbox.Dav;

/// <summary>GET and HEAD of an item; a collection answers with a line of text, so that a browser sees something.</summary>
internal sealed class ItemGetMethod : IDavMethod
{
    private readonly DavServer _server;

    public ItemGetMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (request.Existing is not ItemResource resource) return HttpResponse.Text(200, "This is a CalDAV collection.\n");
        bool hidden = _server.Quirks.Has(FetchQuirks.NoGet)
            || (_server.Quirks.Has(HrefQuirks.GetRefusesEncodedAt) && request.Path.IndexOf("%40", StringComparison.Ordinal) >= 0);
        SandboxItem? item = hidden ? null : _server.Listing.Fetch(resource.Calendar, resource.Item.Name);
        if (item is null) throw new HttpFailureException(404, "There is nothing at " + request.Path + ".");
        bool unchanged = request.Http.Headers.Joined("If-None-Match") is { } known && _server.ETags.Matches(known, item, strong: false);
        HttpResponse response = new(unchanged ? 304 : 200);
        _server.ETags.AddTo(response, item, put: false);
        response.Headers.Add("Last-Modified", PropertyValues.HttpDate(item.LastModified));
        if (unchanged) return response;
        string? patch = PatchBase.Of(_server, resource.Calendar, request)?.PatchFor(item);
        response.Headers.Add("Content-Type", patch is null ? "text/calendar; charset=utf-8" : "text/calendar; component=VPATCH; charset=utf-8");
        if (patch is not null) response.Headers.Add("Preference-Applied", "calendar-patch");
        response.Body = BodyWriter.Utf8.GetBytes(patch ?? item.Text);
        return response;
    }
}
