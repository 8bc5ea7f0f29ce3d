using System.Collections.Generic;
using System.Linq;
using System.Text;
using CalDavSync.ICalendar;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>The path segments that lead to each component inside another.</summary>
internal static class PatchSegments
{
    /// <summary>Components by their segment; null when one of them has no segment of its own.</summary>
    public static Dictionary<string, CalendarComponent>? Index(CalendarComponent parent)
    {
        var index = new Dictionary<string, CalendarComponent>();
        foreach (CalendarComponent component in parent.Components)
        {
            string segment = Of(component);
            if (index.ContainsKey(segment) || !PatchedProperties.IsPlainName(component.Name)) return null;
            index[segment] = component;
        }

        // A bare name leads to all components of that name.
        bool ambiguous = index.Keys.Any(segment => segment.IndexOf('[') < 0 && index.Keys.Any(other => other.StartsWith(segment + "[", System.StringComparison.Ordinal)));
        return ambiguous ? null : index;
    }

    private static string Of(CalendarComponent component)
    {
        string? uid = component.GetValue("UID");
        string? timeZoneId = component.GetValue("TZID");
        string segment = "/" + component.Name;
        if (uid == null) return timeZoneId == null ? segment : $"{segment}[TZID={Encode(timeZoneId)}]";
        segment += $"[UID={Encode(uid)}]";
        if (component.Name == ComponentName.Alarm) return segment;
        string? recurrenceId = component.GetValue("RECURRENCE-ID")?.Trim();
        return $"{segment}[RID={(recurrenceId == null ? "M" : Encode(recurrenceId))}]";
    }

    /// <summary>Encodes what would end a value inside a path.</summary>
    public static string Encode(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (char character in value)
        {
            if (character is '/' or '#' or ';' or '=' or ']' or '%' or ' ') encoded.Append('%').Append(((int)character).ToString("X2", null));
            else encoded.Append(character);
        }

        return encoded.ToString();
    }
}
