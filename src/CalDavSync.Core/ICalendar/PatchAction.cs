using System;

namespace CalDavSync.ICalendar;

/// <summary>What PATCH-ACTION says about the properties a new one takes the place of (sections 7 and 10.4 of the VPATCH draft).</summary>
internal static class PatchAction
{
    public const string Parameter = "PATCH-ACTION";
    public const string Create = "CREATE";
    public const string ByValue = "BYVALUE";

    private const string ByName = "BYNAME";
    private const string ByParameter = "BYPARAM";

    /// <summary>Whether an existing property of the same name is replaced.</summary>
    public static Func<CalendarProperty, bool> Replaced(CalendarProperty action)
    {
        string written = action.GetParameter(Parameter) ?? ByName;
        switch (written.ToUpperInvariant())
        {
            case ByName: return _ => true;
            case Create: return _ => false;
            case ByValue: return PatchMatch.ByValue(action.Value).Fits;
        }

        PatchMatch? match = written.StartsWith(ByParameter + "@", StringComparison.OrdinalIgnoreCase) ? PatchMatch.Parse(written.Substring(ByParameter.Length)) : null;
        return match != null ? match.Fits : throw CalendarError.InPatch($"PATCH-ACTION={CalendarError.Excerpt(written)} is not known", action.LineNumber);
    }
}
