using System.Collections.Generic;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Writes the rows of one 207 answer.</summary>
internal sealed class Multistatus
{
    private readonly DavServer _server;
    private readonly BodyWriter _body;
    private readonly bool _minimal;
    private readonly RowStyle _style;

    public Multistatus(DavServer server, BodyWriter body, bool minimal)
    {
        _server = server;
        _body = body;
        _minimal = minimal;
        _style = server.RowStyle;
    }

    public void Begin() =>
        _body.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus").Raw(Namespaces.Declarations).Raw(">");

    public void End() => _body.Raw("</D:multistatus>");

    public void SyncToken(string token) => _body.Raw("<D:sync-token>").Escaped(token).Raw("</D:sync-token>");

    /// <summary>A row with the properties of a resource.</summary>
    public void Properties(DavResource resource, PropertyRequest request)
    {
        List<PropertyName>? missing = null;
        bool found = false;
        OpenRow(_server.Hrefs.Of(resource));
        foreach (PropertyName name in request.For(resource))
        {
            string? value = request.NamesOnly ? string.Empty : resource.Value(name);
            if (value is null)
            {
                (missing ??= new List<PropertyName>()).Add(name);
                continue;
            }

            if (!found) _body.Raw("<D:propstat><D:prop>");
            found = true;
            Property(name, value);
        }

        if (found) ClosePropstat(200);
        Missing(missing, force: !found);
        if (resource is ItemResource) CloseItem();
        else CloseRow();
    }

    /// <summary>A row that only says a status, with DAV:error content when given.</summary>
    public void Status(string href, int status, string? error = null)
    {
        OpenRow(href);
        _body.Raw("<D:status>").Raw(_style.Status(status)).Raw("</D:status>");
        if (error is not null) _body.Raw("<D:error>").Raw(error).Raw("</D:error>");
        CloseRow();
    }

    public void OpenRow(string href) => _body.Raw("<D:response><D:href>").Escaped(href).Raw("</D:href>");

    public void CloseRow() => _body.Raw("</D:response>\n");

    public void Property(PropertyName name, string value)
    {
        if (value.Length == 0) _body.Raw(name.Empty);
        else _body.Raw(name.Open).Raw(value).Raw(name.Close);
    }

    public void ClosePropstat(int status)
    {
        _body.Raw("</D:prop>");
        if (status != 200 || !_style.PropstatWithoutStatus) _body.Raw("<D:status>").Raw(_style.Status(status)).Raw("</D:status>");
        _body.Raw("</D:propstat>");
    }

    /// <summary>Ends a row that holds the properties of an item.</summary>
    public void CloseItem()
    {
        _body.Raw(_style.Suffix);
        CloseRow();
    }

    /// <summary>The row of a removed member.</summary>
    public void Removed(string href)
    {
        OpenRow(href);
        if (_style.Teapot) _body.Raw("<D:propstat><D:prop><D:getetag/></D:prop><D:status>HTTP/1.1 418 I'm a teapot</D:status></D:propstat>");
        _body.Raw("<D:status>").Raw(_style.Status(404)).Raw("</D:status>");
        CloseRow();
    }

    /// <summary>A row with nothing but a getetag.</summary>
    public void Tag(string href, string etag)
    {
        OpenRow(href);
        _body.Raw("<D:propstat><D:prop>");
        Property(Xml.Properties.GetETag, etag);
        ClosePropstat(200);
        CloseRow();
    }

    /// <summary>A row for a collection that is no calendar.</summary>
    public void Directory(string href)
    {
        OpenRow(href);
        _body.Raw("<D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype>");
        ClosePropstat(200);
        CloseRow();
    }

    /// <summary>Rows that RFC 4918 section 14.24 does not allow: without status and properties, and without href.</summary>
    public void Meaningless(string href)
    {
        OpenRow(href);
        CloseRow();
        _body.Raw("<D:response><D:propstat><D:prop><D:getetag>\"nowhere\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>");
    }

    /// <summary>The propstat of absent properties; <c>Prefer: return=minimal</c> drops it (RFC 8144) unless the row would be empty.</summary>
    public void Missing(IReadOnlyCollection<PropertyName>? names, bool force)
    {
        if (force && (names is null || names.Count == 0 || _minimal))
        {
            _body.Raw("<D:propstat><D:prop>");
            ClosePropstat(200);
            return;
        }

        if (names is null || names.Count == 0 || _minimal) return;
        _body.Raw("<D:propstat><D:prop>");
        foreach (PropertyName name in names) _body.Raw(name.Empty);
        ClosePropstat(404);
    }
}
