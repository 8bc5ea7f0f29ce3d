using System.Collections.Generic;
using System.Globalization;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>What the server claims about itself in properties.</summary>
internal sealed class Features
{
    private readonly DavServer _server;

    public Features(DavServer server) => _server = server;

    /// <summary>Whether the sync-collection report exists on this server.</summary>
    public bool SyncReport => true;

    public string HomeHref => _server.Layout.Home;

    /// <summary>The value of current-user-principal, or null when the server does not know the property.</summary>
    public string? CurrentUserPrincipal => PropertyValues.Href(_server.Layout.Principal);

    public string? CTag(SandboxCalendar calendar) =>
        "\"" + _server.Store.Identity + "-" + calendar.Id.ToString(CultureInfo.InvariantCulture) + "-" + calendar.Revision.ToString(CultureInfo.InvariantCulture) + "\"";

    public string? TokenProperty(SandboxCalendar calendar) =>
        SyncReport && calendar.SupportsSync ? PropertyValues.Text(_server.Tokens.Issue(calendar)) : null;

    public string? ComponentSet(SandboxCalendar calendar) => PropertyValues.Components(calendar.Components);

    public string ContentType(SandboxItem item) => "text/calendar; charset=utf-8; component=" + item.Component.ToLowerInvariant();

    /// <summary>The reports of a calendar, or of the home when it is null.</summary>
    public string? ReportSet(SandboxCalendar? calendar)
    {
        List<string> reports = new();
        if (calendar is not null)
        {
            reports.Add("<C:calendar-query/>");
            reports.Add("<C:calendar-multiget/>");
        }

        if (SyncReport && (calendar is null || calendar.SupportsSync)) reports.Add("<D:sync-collection/>");
        return PropertyValues.Reports(reports);
    }
}
