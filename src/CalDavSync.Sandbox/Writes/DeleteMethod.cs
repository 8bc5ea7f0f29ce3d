using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Writes;

/// <summary>DELETE of an item or a whole calendar.</summary>
internal sealed class DeleteMethod : IDavMethod
{
    private readonly DavServer _server;

    public DeleteMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
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

                return new HttpResponse(204);
            default:
                throw new HttpFailureException(403, "This collection cannot be deleted.");
        }
    }
}
