using System;
using System.Linq;
using System.Text;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.ICalendar;

namespace CalDavSync.Sandbox.Writes;

/// <summary>PUT of a calendar object resource with the preconditions of RFC 4791 section 5.3.2.1.</summary>
internal sealed class ItemPutMethod : IDavMethod
{
    private const int MaximumSize = 10_485_760;
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly DavServer _server;

    public ItemPutMethod(DavServer server) => _server = server;

    public HttpResponse Answer(DavRequest request)
    {
        if (request.Resource is { IsCollection: true }) throw new HttpFailureException(405, "A collection cannot be replaced by PUT.");
        if (_server.Tree.Place(request.Path) is not { } place) throw new HttpFailureException(409, "There is no calendar for " + request.Path + ".");
        if (request.Http.Body.Length > MaximumSize) throw DavErrors.CalDav(403, "max-resource-size");
        string text = Decode(request.Http.Body);
        ItemIdentity identity = Identify(text);
        if (!place.Calendar.Components.Contains(identity.Component)) throw DavErrors.CalDav(403, "supported-calendar-component");
        lock (_server.Store.Gate) return Store(request, place.Calendar, place.Name, text, identity);
    }

    private HttpResponse Store(DavRequest request, SandboxCalendar calendar, string name, string text, ItemIdentity identity)
    {
        SandboxItem? current = calendar.Find(name);
        Preconditions.Check(_server, request, current);
        if (calendar.NameOf(identity.Uid) is { } owner && owner != name)
        {
            throw DavErrors.CalDav(403, "no-uid-conflict", PropertyValues.Href(_server.Hrefs.Of(calendar, owner)));
        }

        SandboxItem item = calendar.Put(name, text, identity);
        HttpResponse response = new(current is null ? 201 : 204);
        if (_server.ETags.ForHeader(item) is { } etag) response.Headers.Add("ETag", etag);
        return response;
    }

    private static string Decode(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw DavErrors.CalDav(403, "valid-calendar-data");
        }
    }

    private static ItemIdentity Identify(string text)
    {
        try
        {
            return ItemIdentity.Read(text);
        }
        catch (FormatException exception)
        {
            throw DavErrors.With(403, "<C:valid-calendar-data/><D:responsedescription>" + PropertyValues.Text(exception.Message) + "</D:responsedescription>");
        }
    }
}
