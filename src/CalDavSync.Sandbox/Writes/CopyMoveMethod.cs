using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Writes;

/// <summary>COPY and MOVE of items within and between calendars.</summary>
internal sealed class CopyMoveMethod : IDavMethod
{
    private readonly DavServer _server;

    public CopyMoveMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (_server.Quirks.Has(WriteQuirks.NoMove)) throw new HttpFailureException(405, "Not here.");
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
            if (!move || place.Calendar != source.Calendar) UidConflicts.Check(_server, place.Calendar, place.Name, item.Uid, movedFrom: move ? source.Calendar : null);

            bool rename = move && _server.Quirks.Has(WriteQuirks.MoveRenamesToUid);
            if (move) source.Calendar.Delete(item.Name);
            SandboxItem stored = place.Calendar.Put(rename ? item.Uid + ".ics" : place.Name, item.Text, new ItemIdentity(item.Uid, item.Component));
            HttpResponse response = new(target is null ? 201 : 204);
            _server.ETags.AddTo(response, stored, put: true);
            return response;
        }
    }
}
