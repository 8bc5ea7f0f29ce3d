using System;
using System.Linq;
using System.Text;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;

namespace CalDavSync.Sandbox.Writes;

/// <summary>PUT of a calendar object resource with the preconditions of RFC 4791 section 5.3.2.1.</summary>
internal sealed class ItemPutMethod : IDavMethod
{
    private const int MaximumSize = 10_485_760;
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly DavServer _server;

    public ItemPutMethod(DavServer server) => _server = server;

    private QuirkSet Quirks => _server.Quirks;

    public HttpResponse Answer(DavRequest request)
    {
        try
        {
            return Accept(request);
        }
        catch (HttpFailureException refusal) when (Quirks.Has(WriteQuirks.RefusedPutIs207) && refusal.Response.Stream is not null)
        {
            return HttpResponse.Xml(207, writer =>
            {
                Multistatus rows = new(_server, writer, minimal: false);
                rows.Begin();
                rows.Status(request.Path, 412, refusal.Message);
                rows.End();
            });
        }
    }

    private HttpResponse Accept(DavRequest request)
    {
        if (request.Resource is { IsCollection: true }) throw new HttpFailureException(405, "A collection cannot be replaced by PUT.");
        if (_server.Tree.Place(request.Path) is not { } place) throw new HttpFailureException(409, "There is no calendar for " + request.Path + ".");
        if (request.Http.Body.Length > MaximumSize) throw DavErrors.CalDav(403, "max-resource-size");
        string text = Decode(request.Http.Body);
        ItemIdentity identity = Identify(text);
        bool refused = !place.Calendar.Components.Contains(identity.Component) || (identity.Component != "VEVENT" && Quirks.Has(WriteQuirks.NoTasks));
        if (refused) throw DavErrors.CalDav(403, "supported-calendar-component");
        lock (_server.Store.Gate) return Store(request, place.Calendar, place.Name, text, identity);
    }

    private HttpResponse Store(DavRequest request, SandboxCalendar calendar, string name, string text, ItemIdentity identity)
    {
        SandboxItem? current = calendar.Find(name);
        Preconditions.Check(_server, request, current);
        UidConflicts.Check(_server, calendar, name, identity.Uid);
        if (current is null && Quirks.Has(WriteQuirks.ReplacesUidOnPut))
        {
            string uid = Guid.NewGuid().ToString();
            text = text.Replace("UID:" + identity.Uid, "UID:" + uid);
            identity = new ItemIdentity(uid, identity.Component);
        }

        if (!_server.Store.HasRoom(text, current)) throw Full();
        bool renamed = current is null && Quirks.Has(WriteQuirks.RenamesOnPut);
        if (renamed) name = identity.Uid + ".ics";
        SandboxItem item = calendar.Put(name, StoredText.Of(text, Quirks), identity);
        HttpResponse response = new(current is null ? 201 : 204);
        if (renamed) response.Headers.Add("Location", _server.Hrefs.Of(calendar, name, RowUse.Propfind));
        _server.ETags.AddTo(response, item, put: true);
        return response;
    }

    /// <summary>As RFC 4331 section 6 wants it, or as others say it.</summary>
    private HttpFailureException Full()
    {
        if (Quirks.Has(WriteQuirks.FullWithoutCondition)) return new HttpFailureException(507, "No room.");
        if (Quirks.Has(WriteQuirks.FullIs413)) return new HttpFailureException(413, "Too large.");
        if (Quirks.Has(WriteQuirks.FullIs500)) return new HttpFailureException(500, "Cannot write.");
        return DavErrors.Dav(Quirks.Has(WriteQuirks.FullIs403) ? 403 : 507, "quota-not-exceeded");
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
