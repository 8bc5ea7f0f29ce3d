using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>A component a path leads to.</summary>
/// <param name="Component">The component.</param>
/// <param name="Parent">What it is in; null for a VCALENDAR.</param>
internal sealed record PatchTarget(CalendarComponent Component, CalendarComponent? Parent)
{
    /// <summary>All targets of an absolute path. An instance without an override of its own gets one (section 11.2 of the VPATCH draft).</summary>
    public static IReadOnlyList<PatchTarget> Resolve(CalendarDocument document, PatchPath path)
    {
        if (path.Components.Count == 0 || path.Components[0] != new PatchPathComponent(ComponentName.Calendar) || path.Property != null)
        {
            throw CalendarError.InPatch($"PATCH-TARGET must be a path of components from /VCALENDAR on, not '{CalendarError.Excerpt(path.ToString())}'");
        }

        IReadOnlyList<PatchTarget> calendars = document.Calendars.Select(calendar => new PatchTarget(calendar, null)).ToList();
        return Descend(calendars, path.Components.Skip(1), createOverrides: true);
    }

    /// <summary>All targets of the components of a relative path.</summary>
    public static IReadOnlyList<PatchTarget> ResolveBelow(CalendarComponent component, PatchPath path) =>
        Descend(new[] { new PatchTarget(component, null) }, path.Components, createOverrides: false);

    private static IReadOnlyList<PatchTarget> Descend(IReadOnlyList<PatchTarget> targets, IEnumerable<PatchPathComponent> path, bool createOverrides)
    {
        foreach (PatchPathComponent step in path)
        {
            targets = targets.SelectMany(target => Children(target.Component, step, createOverrides).Select(child => new PatchTarget(child, target.Component))).ToList();
        }

        return targets;
    }

    private static IReadOnlyList<CalendarComponent> Children(CalendarComponent parent, PatchPathComponent step, bool createOverrides)
    {
        List<CalendarComponent> series = parent.Components.Where(step.FitsSeries).ToList();
        if (!step.IsOverride) return series;

        string recurrenceId = Uri.UnescapeDataString(step.RecurrenceId!);
        DateTimeValue? time = DateTimeValue.Parse(recurrenceId);
        DateTime? instant = time is { IsUtc: true } utc ? utc.WallClock : null;
        IReadOnlyList<CalendarComponent> overrides = RecurrenceIdentity.Find(series, id => PatchPath.Equal(step.RecurrenceId!, id), instant);
        if (overrides.Count > 0 || series.Count == 0 || !createOverrides) return overrides;
        return Create(parent, series, recurrenceId);
    }

    private static IReadOnlyList<CalendarComponent> Create(CalendarComponent parent, IReadOnlyList<CalendarComponent> series, string recurrenceId)
    {
        var created = new List<CalendarComponent>();
        foreach (CalendarComponent master in series.Where(component => component.GetProperty("RECURRENCE-ID") == null))
        {
            if (RecurringMaster.Of(master)?.CreateOverride(recurrenceId) is not { } changed) continue;
            parent.Insert(parent.IndexOf(series[series.Count - 1]) + 1, changed);
            created.Add(changed);
        }

        return created.Count > 0 ? created : throw CalendarError.InPatch($"there is no instance '{CalendarError.Excerpt(recurrenceId)}'");
    }
}
