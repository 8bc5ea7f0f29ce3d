using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Calendar patches: VPATCH components that change an iCalendar text (draft-daboo-icalendar-vpatch-00).</summary>
internal static class CalendarPatch
{
    private const string PatchComponent = "VPATCH";
    private const int Version = 1;

    /// <summary>The text is a patch and not an item.</summary>
    public static bool IsPatch(string text)
    {
        var scanner = new LogicalLineScanner(text);
        int depth = 0;
        while (scanner.Next(out LogicalLine line))
        {
            if (!ComponentDelimiter.TryRead(text, line, out ComponentDelimiter delimiter)) continue;
            if (delimiter.IsBegin && depth++ == 1 && delimiter.Name == PatchComponent) return true;
            if (!delimiter.IsBegin) depth--;
        }

        return false;
    }

    /// <summary>The patched text; lines the patch does not touch stay byte for byte.</summary>
    /// <param name="original">The text the patch was made for.</param>
    /// <param name="patch">A VCALENDAR with VPATCH components.</param>
    /// <param name="ignoreMissingTargets">
    /// True is the letter of the draft: a PATCH whose target does not exist changes nothing. The default takes it for what it is to a client that
    /// asked for the changes since a state: its text is not the one the server patched, and must be fetched whole.
    /// </param>
    /// <exception cref="InvalidCalendarDataException">One of the texts is malformed, the patch is not version 1, has no target, or would leave an invalid item.</exception>
    public static string Apply(string original, string patch, bool ignoreMissingTargets = false)
    {
        CalendarDocument document = CalendarDocument.Parse(original);
        ISet<string> known = CalendarRules.FindViolations(document);
        foreach (CalendarComponent group in GroupsInOrder(CalendarDocument.Parse(patch)))
        {
            foreach (CalendarComponent component in group.Components.Where(component => component.Name == "PATCH")) Apply(component, document, ignoreMissingTargets);
        }

        string? broken = CalendarRules.FindViolations(document).Except(known).FirstOrDefault();
        return broken == null ? document.ToString() : throw CalendarError.InPatch($"the result would be invalid: {broken}");
    }

    private static void Apply(CalendarComponent patch, CalendarDocument document, bool ignoreMissingTargets)
    {
        CalendarProperty[] paths = patch.GetProperties("PATCH-TARGET").ToArray();
        if (paths.Length != 1) throw CalendarError.InPatch("a PATCH needs one PATCH-TARGET", patch.LineNumber);
        var operations = new PatchOperations(patch);
        IReadOnlyList<PatchTarget> targets = PatchTarget.Resolve(document, PatchPath.Parse(paths[0].Value));
        if (targets.Count == 0 && !ignoreMissingTargets)
        {
            throw CalendarError.InPatch($"its target '{CalendarError.Excerpt(paths[0].Value)}' does not exist", paths[0].LineNumber);
        }

        foreach (PatchTarget target in targets) operations.ApplyTo(target);
    }

    /// <summary>By PATCH-ORDER, those without one last (section 3). One unknown version refuses them all.</summary>
    private static IEnumerable<CalendarComponent> GroupsInOrder(CalendarDocument patch)
    {
        CalendarComponent[] groups = patch.Items.Where(item => item.Name == PatchComponent).ToArray();
        if (groups.Length == 0) throw CalendarError.InPatch("it has no VPATCH component");
        foreach (CalendarComponent group in groups)
        {
            if (group.GetProperty("PATCH-VERSION") is { } version && Number(version) is not Version)
            {
                throw CalendarError.InPatch($"PATCH-VERSION {CalendarError.Excerpt(version.Value)} is not known", version.LineNumber);
            }
        }

        return groups.OrderBy(group => group.GetProperty("PATCH-ORDER") is { } order ? Number(order) ?? throw NoNumber(order) : long.MaxValue);
    }

    private static long? Number(CalendarProperty property) =>
        int.TryParse(property.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static InvalidCalendarDataException NoNumber(CalendarProperty order) =>
        CalendarError.InPatch($"PATCH-ORDER '{CalendarError.Excerpt(order.Value)}' is no number", order.LineNumber);
}
