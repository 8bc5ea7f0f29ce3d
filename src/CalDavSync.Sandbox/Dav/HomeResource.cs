using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>The calendar home; it can be synchronized too (its members are the calendars).</summary>
internal sealed class HomeResource : DavResource
{
    private static readonly PropertyName[] ForAllProp = { Properties.ResourceType, Properties.DisplayName };

    private readonly DavServer _server;
    private readonly Dictionary<PropertyName, string> _common;
    private readonly IReadOnlyList<DavResource> _specials;

    /// <param name="server">The server.</param>
    /// <param name="common">The properties of every plain collection.</param>
    /// <param name="specials">Collections in it that are no calendars.</param>
    public HomeResource(DavServer server, Dictionary<PropertyName, string> common, IReadOnlyList<DavResource> specials)
        : base(server.Layout.Home)
    {
        _specials = specials;
        _server = server;
        _common = common;
    }

    public override IEnumerable<PropertyName> PropertyNames =>
        _common.Keys.Concat(new[] { Properties.SyncToken, Properties.SupportedReportSet }).Where(name => Value(name) is not null);

    public override IEnumerable<PropertyName> AllProperties => ForAllProp;

    public override IEnumerable<DavResource> Members =>
        _server.Store.Calendars.Select(calendar => (DavResource)new CalendarResource(_server, calendar)).Concat(_specials);

    public override string? Value(PropertyName name)
    {
        if (name == Properties.SyncToken) return _server.Features.HomeSync ? PropertyValues.Text(_server.Tokens.IssueForHome()) : null;
        if (name == Properties.SupportedReportSet) return _server.Features.HomeSync ? _server.Features.ReportSet(calendar: null) : null;
        return _common.TryGetValue(name, out string? value) ? value : null;
    }
}
