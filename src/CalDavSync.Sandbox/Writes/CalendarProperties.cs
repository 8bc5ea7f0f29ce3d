using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Writes;

/// <summary>Which properties of a calendar clients may write, and where they are kept.</summary>
internal static class CalendarProperties
{
    private static readonly XNamespace C = Namespaces.CalDav;

    private static readonly HashSet<PropertyName> Protected = new()
    {
        Properties.ResourceType, Properties.GetETag, Properties.GetContentType, Properties.GetContentLength, Properties.GetLastModified,
        Properties.CreationDate, Properties.SyncToken, Properties.SupportedReportSet, Properties.CurrentUserPrincipal, Properties.PrincipalUrl,
        Properties.PrincipalCollectionSet, Properties.CurrentUserPrivilegeSet, Properties.Owner, Properties.CalendarHomeSet,
        Properties.SupportedComponents, Properties.SupportedCalendarData, Properties.MaxResourceSize, Properties.CalendarData, Properties.GetCTag,
    };

    /// <summary>supported-calendar-component-set may be chosen once, when the calendar is made.</summary>
    public static bool IsProtected(PropertyName name, bool creating) =>
        Protected.Contains(name) && !(creating && name == Properties.SupportedComponents);

    public static void Set(SandboxCalendar calendar, XElement property)
    {
        PropertyName name = PropertyName.Parse(property.Name);
        if (name == Properties.DisplayName) calendar.DisplayName = property.Value;
        else if (name == Properties.SupportedComponents) calendar.Components = Components(property);
        else calendar.DeadProperties[name] = string.Concat(property.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)));
    }

    public static void Remove(SandboxCalendar calendar, PropertyName name)
    {
        if (name == Properties.DisplayName) calendar.DisplayName = null;
        else calendar.DeadProperties.Remove(name);
    }

    private static IReadOnlyList<string> Components(XElement property)
    {
        List<string> names = property.Elements(C + "comp").Select(comp => comp.Attribute("name")?.Value.ToUpperInvariant() ?? string.Empty)
            .Where(name => name is "VEVENT" or "VTODO" or "VJOURNAL").ToList();
        return names.Count > 0 ? names : new List<string> { "VEVENT", "VTODO", "VJOURNAL" };
    }
}
