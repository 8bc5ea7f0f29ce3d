using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Writes;

/// <summary>COPY and MOVE of items within and between calendars.</summary>
internal sealed class CopyMoveMethod : IDavMethod
{
    private readonly DavServer _server;

    public CopyMoveMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (request.Existing is not ItemResource source) throw new HttpFailureException(403, "Only items can be copied or moved.");
        string destination = request.Http.Headers["Destination"] ?? throw new HttpFailureException(400, "The Destination header is missing.");
        if (_server.Tree.Place(PathSegments.PathOf(destination)) is not { } place) throw new HttpFailureException(409, "The destination lies in no calendar.");
        bool move = request.Http.Method == "MOVE";
        lock (_server.Store.Gate)
        {
            SandboxItem? item = source.Calendar.Find(source.Item.Name);
            if (item is null) throw new HttpFailureException(404, "It is gone already.");
            Preconditions.Check(_server, request, item);
            if (place.Calendar == source.Calendar && place.Name == item.Name) throw new HttpFailureException(403, "Source and destination are the same.");
            SandboxItem? target = place.Calendar.Find(place.Name);
            if (target is not null && request.Http.Headers["Overwrite"]?.Trim() == "F") throw new HttpFailureException(412, "The destination exists.");
            CheckUid(item, move ? source.Calendar : null, place.Calendar, place.Name);

            if (move) source.Calendar.Delete(item.Name);
            SandboxItem stored = place.Calendar.Put(place.Name, item.Text, new ItemIdentity(item.Uid, item.Component));
            HttpResponse response = new(target is null ? 201 : 204);
            if (_server.ETags.ForHeader(stored) is { } etag) response.Headers.Add("ETag", etag);
            return response;
        }
    }

    private void CheckUid(SandboxItem item, SandboxCalendar? movedFrom, SandboxCalendar calendar, string name)
    {
        if (calendar.NameOf(item.Uid) is not { } owner || owner == name || (movedFrom == calendar && owner == item.Name)) return;
        throw DavErrors.CalDav(403, "no-uid-conflict", PropertyValues.Href(_server.Hrefs.Of(calendar, owner)));
    }
}
