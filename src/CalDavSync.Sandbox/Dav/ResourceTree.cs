using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Finds what a path means.</summary>
internal sealed class ResourceTree
{
    private readonly DavServer _server;
    private readonly PlainCollection _root;
    private readonly PlainCollection _principals;
    private readonly PlainCollection _principal;
    private readonly PlainCollection _calendars;
    private readonly HomeResource _home;

    public ResourceTree(DavServer server)
    {
        _server = server;
        Layout layout = server.Layout;
        _home = new HomeResource(server, Common("<D:collection/>", layout.UserName + "'s calendars"), Specials(layout));
        Dictionary<PropertyName, string> principal = Common("<D:collection/><D:principal/>", layout.UserName);
        principal[Properties.PrincipalUrl] = PropertyValues.Href(layout.Principal);
        principal[Properties.CalendarHomeSet] = PropertyValues.Href(server.Layout.Home);
        principal[Properties.CalendarUserAddressSet] = PropertyValues.Href("mailto:" + layout.UserName + "@example.org");
        _principal = new PlainCollection(layout.Principal, principal, Enumerable.Empty<DavResource>);
        _principals = new PlainCollection(layout.Principals, Common("<D:collection/>", "Principals"), () => new[] { _principal });
        _calendars = new PlainCollection(layout.Calendars, Common("<D:collection/>", "Calendars"), () => new[] { _home });
        _root = new PlainCollection(layout.Root, Common("<D:collection/>", "CalDAV sandbox"), () => new[] { _principals, _calendars });
    }

    /// <summary>The resource at a path, or null.</summary>
    public DavResource? Find(string path)
    {
        List<string>? segments = _server.Layout.Below(path);
        if (segments is null) return null;
        if (segments.Count == 0) return _root;
        bool known = segments.Count == 1 || segments[1] == _server.Layout.UserName;
        return (segments[0], segments.Count) switch
        {
            _ when !known => null,
            ("principals", 1) => _principals,
            ("principals", 2) => _principal,
            ("calendars", 1) => _calendars,
            ("calendars", 2) => _home,
            ("calendars", 3) => Calendar(segments[2]),
            ("calendars", 4) => Item(segments[2], segments[3]),
            _ => null,
        };
    }

    /// <summary>The place of an item that exists or could be created, or null when the path is none of a calendar's member.</summary>
    public (SandboxCalendar Calendar, string Name)? Place(string path)
    {
        List<string>? segments = _server.Layout.Below(path);
        if (segments is not { Count: 4 } || segments[0] != "calendars" || segments[1] != _server.Layout.UserName) return null;
        return _server.Store.Find(segments[2]) is { } calendar ? (calendar, segments[3]) : null;
    }

    /// <summary>The name of a calendar that could be created at the path, or null when it is not directly below the home.</summary>
    public string? CalendarName(string path)
    {
        List<string>? segments = _server.Layout.Below(path);
        return segments is { Count: 3 } && segments[0] == "calendars" && segments[1] == _server.Layout.UserName ? segments[2] : null;
    }

    private Dictionary<PropertyName, string> Common(string type, string displayName)
    {
        Dictionary<PropertyName, string> values = new()
        {
            [Properties.ResourceType] = type,
            [Properties.DisplayName] = PropertyValues.Text(displayName),
            [Properties.PrincipalCollectionSet] = PropertyValues.Href(_server.Layout.Principals),
            [Properties.Owner] = PropertyValues.Href(_server.Layout.Principal),
            [Properties.CurrentUserPrivilegeSet] = PropertyValues.Privileges("read", "bind", "unbind"),
        };
        if (_server.Features.CurrentUserPrincipal is { } principal) values[Properties.CurrentUserPrincipal] = principal;
        return values;
    }

    private List<DavResource> Specials(Layout layout)
    {
        if (!_server.Quirks.Has(DiscoveryQuirks.SpecialCollectionsInHome)) return new List<DavResource>();
        return new[] { ("inbox", "<C:schedule-inbox/>"), ("outbox", "<C:schedule-outbox/>"), ("notification", "<CS:notification/>") }
            .Select(special => (DavResource)new PlainCollection(
                layout.Home + special.Item1 + "/", Common("<D:collection/>" + special.Item2, special.Item1), Enumerable.Empty<DavResource>))
            .ToList();
    }

    private DavResource? Calendar(string name) =>
        _server.Store.Find(name) is { } calendar ? new CalendarResource(_server, calendar)
        : _home.Members.FirstOrDefault(member => member is PlainCollection && member.Path == _server.Layout.Home + name + "/");

    private DavResource? Item(string calendarName, string name) =>
        _server.Store.Find(calendarName) is { } calendar && calendar.Find(name) is { } item ? new ItemResource(_server, calendar, item) : null;
}
