using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>The changes one PATCH component makes, in the order section 4 of the VPATCH draft prescribes.</summary>
internal sealed class PatchOperations
{
    private readonly CalendarComponent _patch;
    private readonly HashSet<CalendarComponent> _added = new();
    private readonly HashSet<(CalendarComponent Parent, CalendarComponent Action)> _done = new();

    public PatchOperations(CalendarComponent patch)
    {
        _patch = patch;
        foreach (CalendarProperty property in patch.Properties)
        {
            if (property.Name.StartsWith("PATCH-", StringComparison.Ordinal) && property.Name is not ("PATCH-TARGET" or "PATCH-DELETE" or "PATCH-PARAMETER"))
            {
                throw CalendarError.InPatch($"{CalendarError.Excerpt(property.Name)} is not known", property.LineNumber);
            }
        }
    }

    public void ApplyTo(PatchTarget target)
    {
        CalendarComponent component = target.Component;
        foreach (CalendarProperty delete in _patch.GetProperties("PATCH-DELETE")) PatchDeletion.Apply(component, PatchPath.Parse(delete.Value));
        foreach (CalendarProperty change in _patch.GetProperties("PATCH-PARAMETER")) PatchParameterChange.Apply(component, change);
        foreach (CalendarComponent action in _patch.Components) component = Put(action, component, target.Parent);
        foreach (CalendarProperty action in _patch.Properties)
        {
            if (!action.Name.StartsWith("PATCH-", StringComparison.Ordinal)) Put(action, component);
        }
    }

    /// <summary>
    /// Section 6. A component of the target's own name replaces the target (example C.3), since neither an event nor an alarm can hold
    /// another. What this PATCH added is not replaced by it, so that it can bring two alarms without UID. Answers the target from now on.
    /// </summary>
    private CalendarComponent Put(CalendarComponent action, CalendarComponent target, CalendarComponent? targetParent)
    {
        bool replacesTarget = targetParent != null && action.Name == target.Name;
        CalendarComponent parent = replacesTarget ? targetParent! : target;
        if (!_done.Add((parent, action))) return target;
        IReadOnlyList<CalendarComponent> replaced = ComponentIdentity.SameAs(action, parent.Components.Where(component => !_added.Contains(component)));
        int place = replaced.Count == 0 ? parent.Nodes.Count : parent.IndexOf(replaced[0]);
        var gone = new HashSet<CalendarNode>(replaced);
        parent.RemoveAll(gone.Contains);
        CalendarComponent added = action.Copy();
        parent.Insert(place, added);
        _added.Add(added);
        return gone.Contains(target) ? added : target;
    }

    /// <summary>Section 7.</summary>
    private static void Put(CalendarProperty action, CalendarComponent target)
    {
        Func<CalendarProperty, bool> isReplaced = PatchAction.Replaced(action);
        CalendarProperty added = action.Copy();
        added.RemoveParameter(PatchAction.Parameter);
        List<CalendarProperty> replaced = target.GetProperties(action.Name).Where(isReplaced).ToList();
        if (replaced.Count == 0)
        {
            target.Add(added);
            return;
        }

        int place = target.IndexOf(replaced[0]);
        var gone = new HashSet<CalendarNode>(replaced);
        target.RemoveAll(gone.Contains);
        target.Insert(place, added);
    }
}
