using System.Collections.Generic;
using System.Linq;
using System.Text;
using CalDavSync.Dav;

namespace CalDavSync.CalDav.Collections;

/// <summary>A property of a calendar to be set or removed.</summary>
/// <param name="Name">The property.</param>
/// <param name="Xml">Its content as XML; null removes the property.</param>
/// <param name="Value">The value as the user gave it, for comparing with what the server shows.</param>
internal sealed record PropertyChange(DavName Name, string? Xml, string? Value)
{
    public static PropertyChange Text(DavName name, string? value) =>
        new(name, string.IsNullOrEmpty(value) ? null : Lines(value!), value);

    /// <summary>The colour from #RRGGBB, sent as #RRGGBBAA: the shape Apple made it in, and the only one SOGo takes.</summary>
    public static PropertyChange Color(string? color) =>
        new(DavName.CalendarColor, string.IsNullOrEmpty(color) ? null : RequestBody.Escape(color + "FF"), color);

    /// <summary>CALDAV:supported-calendar-component-set (RFC 4791 section 5.2.3); can be chosen only when a calendar is made.</summary>
    public static PropertyChange Components(IEnumerable<string> components)
    {
        var xml = new StringBuilder();
        foreach (string component in components.Select(name => name.ToUpperInvariant()).Distinct())
        {
            xml.Append("<C:comp name=\"").Append(RequestBody.Escape(component)).Append("\"/>");
        }

        return new PropertyChange(DavName.SupportedComponents, xml.ToString(), null);
    }

    // A carriage return survives XML only as a reference.
    private static string Lines(string text) => string.Join("\n", text.Split('\n').Select(line =>
        line.EndsWith("\r", System.StringComparison.Ordinal) ? RequestBody.Escape(line.Substring(0, line.Length - 1)) + "&#13;" : RequestBody.Escape(line)));
}
