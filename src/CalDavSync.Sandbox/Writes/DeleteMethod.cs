using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Writes;

/// <summary>DELETE of an item or a whole calendar.</summary>
internal sealed class DeleteMethod : IDavMethod
{
    private readonly DavServer _server;

    public DeleteMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (_server.Quirks.Has(WriteQuirks.DeleteFails)) return Failed();
        if (request.Resource is null && _server.Quirks.Has(WriteQuirks.DeleteMissingIs410)) throw new HttpFailureException(410, "Gone.");
        switch (request.Existing)
        {
            case ItemResource item:
                lock (_server.Store.Gate)
                {
                    SandboxItem? current = item.Calendar.Find(item.Item.Name);
                    Preconditions.Check(_server, request, current);
                    if (!item.Calendar.Delete(item.Item.Name)) throw new HttpFailureException(404, "It is gone already.");
                }

                return new HttpResponse(204);
            case CalendarResource calendar:
                lock (_server.Store.Gate)
                {
                    Preconditions.Check(_server, request, current: null);
                    _server.Store.Remove(calendar.Calendar);
                }

                return new HttpResponse(_server.Quirks.Has(WriteQuirks.DeletedCalendarIs404) ? 404 : 204);
            default:
                throw new HttpFailureException(403, "This collection cannot be deleted.");
        }
    }

    private static HttpResponse Failed()
    {
        HttpResponse response = HttpResponse.Text(400, "Bad request.\n");
        response.Headers.Add("X-Dav-Error", "403 no permission");
        return response;
    }
}
