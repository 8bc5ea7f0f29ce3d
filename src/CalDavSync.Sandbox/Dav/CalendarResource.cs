using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>A calendar collection (RFC 4791 section 4.2).</summary>
internal sealed class CalendarResource : DavResource
{
    private static readonly PropertyName[] Live =
    {
        Properties.ResourceType, Properties.DisplayName, Properties.GetCTag, Properties.SyncToken, Properties.SupportedReportSet,
        Properties.SupportedComponents, Properties.SupportedCalendarData, Properties.MaxResourceSize, Properties.Owner,
        Properties.CurrentUserPrincipal, Properties.CurrentUserPrivilegeSet, Properties.CreationDate, Properties.GetLastModified,
    };

    private static readonly PropertyName[] ForAllProp =
    {
        Properties.ResourceType, Properties.DisplayName, Properties.GetCTag, Properties.CreationDate, Properties.GetLastModified,
    };

    private readonly DavServer _server;

    public CalendarResource(DavServer server, SandboxCalendar calendar)
        : base(server.Layout.PathOf(calendar))
    {
        _server = server;
        Calendar = calendar;
    }

    public SandboxCalendar Calendar { get; }

    public override IEnumerable<PropertyName> PropertyNames => Live.Where(name => Value(name) is not null).Concat(Dead);

    public override IEnumerable<PropertyName> AllProperties => ForAllProp.Where(name => Value(name) is not null).Concat(Dead);

    public override IEnumerable<DavResource> Members =>
        _server.Listing.Of(Calendar).Select(item => new ItemResource(_server, Calendar, item));

    private IEnumerable<PropertyName> Dead
    {
        get { lock (_server.Store.Gate) return Calendar.DeadProperties.Keys.ToList(); }
    }

    public override string? Value(PropertyName name)
    {
        if (name == Properties.ResourceType) return Calendar.IsSubscribed ? "<D:collection/><CS:subscribed/>" : "<D:collection/><C:calendar/>";
        if (name == Properties.DisplayName) return Calendar.DisplayName is { } text ? PropertyValues.Text(text) : null;
        if (name == Properties.GetCTag) return _server.Features.CTag(Calendar);
        if (name == Properties.SyncToken) return _server.Features.TokenProperty(Calendar);
        if (name == Properties.SupportedReportSet) return _server.Features.ReportSet(Calendar);
        if (name == Properties.SupportedComponents) return _server.Features.ComponentSet(Calendar);
        if (name == Properties.SupportedCalendarData) return "<C:calendar-data content-type=\"text/calendar\" version=\"2.0\"/>";
        if (name == Properties.MaxResourceSize) return "10485760";
        if (name == Properties.CurrentUserPrincipal) return _server.Features.CurrentUserPrincipal;
        if (name == Properties.Owner) return PropertyValues.Href(_server.Layout.Principal);
        if (name == Properties.CurrentUserPrivilegeSet) return PropertyValues.Privileges("all", "read", "write", "write-properties", "write-content", "bind", "unbind");
        if (name == Properties.CreationDate) return PropertyValues.IsoDate(Calendar.Created);
        if (name == Properties.GetLastModified) return PropertyValues.HttpDate(Calendar.LastModified);
        lock (_server.Store.Gate) return Calendar.DeadProperties.TryGetValue(name, out string? value) ? value : null;
    }
}
