using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using CalDavSync.CalDav.Collections;
using CalDavSync.Dav;
using CalDavSync.Http;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets that write properties of a calendar.</summary>
public abstract class CalendarPropertiesCmdlet : ConnectedCmdlet
{
    private RequestContext? _context;

    private protected CalendarPropertiesCmdlet()
    {
    }

    private protected RequestContext Context => _context ??= new RequestContext(Out.Log);

    /// <summary>The changes given, in the order of the DTDs; must be called on the pipeline thread.</summary>
    private protected List<PropertyChange> Changes(string? displayName, string? description, string? color, int? order, string? timeZone)
    {
        IDictionary<string, object> given = MyInvocation.BoundParameters;
        var changes = new List<PropertyChange>();
        if (displayName is not null) changes.Add(PropertyChange.Text(DavName.DisplayName, displayName));
        if (given.ContainsKey("Description")) changes.Add(PropertyChange.Text(DavName.CalendarDescription, description));
        if (given.ContainsKey("TimeZone")) changes.Add(PropertyChange.Text(DavName.CalendarTimeZone, TimeZoneText(timeZone)));
        if (given.ContainsKey("Color")) changes.Add(PropertyChange.Color(color));
        if (given.ContainsKey("Order")) changes.Add(PropertyChange.Text(DavName.CalendarOrder, order?.ToString(CultureInfo.InvariantCulture)));
        return changes;
    }

    private static string? TimeZoneText(string? timeZone) =>
        string.IsNullOrWhiteSpace(timeZone) ? null : CalendarTimeZone.ToText(timeZone!, SystemClock.Instance.UtcNow.Year);
}
