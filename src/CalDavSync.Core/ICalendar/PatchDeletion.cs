using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>PATCH-DELETE (section 8 of the VPATCH draft). What is not there needs no deletion.</summary>
internal static class PatchDeletion
{
    public static void Apply(CalendarComponent target, PatchPath path)
    {
        foreach (PatchTarget found in PatchTarget.ResolveBelow(target, path))
        {
            if (path.Property == null) found.Parent?.Remove(found.Component);
            else FromProperties(found.Component, path);
        }
    }

    private static void FromProperties(CalendarComponent component, PatchPath path)
    {
        foreach (CalendarProperty property in component.GetProperties(path.Property!).Where(property => path.Match?.Fits(property) ?? true).ToList())
        {
            if (path.Parameter != null) FromParameter(property, path.Parameter, path.Value);
            else if (path.Value == null || !RemoveValue(property, path.Value)) component.Remove(property);
        }
    }

    private static void FromParameter(CalendarProperty property, string parameter, string? value)
    {
        if (value == null)
        {
            property.RemoveParameter(parameter);
            return;
        }

        string[] values = property.GetParameterValues(parameter).ToArray();
        string[] kept = values.Where(each => !PatchPath.Equal(value, each)).ToArray();
        if (kept.Length < values.Length) property.SetParameter(parameter, kept);
    }

    /// <summary>False when no value is left.</summary>
    private static bool RemoveValue(CalendarProperty property, string value)
    {
        string[] kept = ValueList.Split(property.Value).Where(each => !PatchPath.Equal(value, each)).ToArray();
        if (kept.Length > 0) property.Value = string.Join(",", kept);
        return kept.Length > 0;
    }
}
