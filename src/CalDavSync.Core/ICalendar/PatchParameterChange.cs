using System;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>PATCH-PARAMETER (section 9 of the VPATCH draft).</summary>
internal static class PatchParameterChange
{
    public static void Apply(CalendarComponent target, CalendarProperty written)
    {
        CalendarProperty change = MendUnquoted(written);
        PatchPath path = PatchPath.Parse(change.Value);
        if (path.Components.Count > 0 || path.Property == null || path.Value != null)
        {
            throw CalendarError.InPatch($"PATCH-PARAMETER must name a property, not '{CalendarError.Excerpt(path.ToString())}'", written.LineNumber);
        }

        foreach (CalendarProperty property in target.GetProperties(path.Property).Where(property => path.Match?.Fits(property) ?? true))
        {
            foreach (PropertyParameter parameter in change.Parameters)
            {
                string[] values = path.Parameter == null
                    ? parameter.Values.ToArray()
                    : property.GetParameterValues(parameter.Name).Union(parameter.Values).ToArray();
                property.SetParameter(parameter.Name, values);
            }
        }
    }

    /// <summary>The draft's own example has MEMBER=mailto:newgroup@example.com without the quotes RFC 5545 asks for.</summary>
    private static CalendarProperty MendUnquoted(CalendarProperty written)
    {
        string value = written.Value.TrimStart();
        int path = value.StartsWith("#", StringComparison.Ordinal) ? -1 : value.IndexOf(":#", StringComparison.Ordinal);
        if (path < 0 || written.Parameters.LastOrDefault() is not { Values.Count: > 0 } last) return written;
        CalendarProperty mended = written.Copy();
        mended.SetParameter(last.Name, last.Values.Take(last.Values.Count - 1).Append($"{last.Values[last.Values.Count - 1]}:{value.Substring(0, path)}").ToArray());
        mended.Value = value.Substring(path + 1);
        return mended;
    }
}
