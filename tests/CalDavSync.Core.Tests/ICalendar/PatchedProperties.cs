using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.ICalendar;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>The part of a patch that changes the properties of one component.</summary>
internal static class PatchedProperties
{
    /// <summary>Adds to the PATCH what makes the properties those wanted; false when that cannot be expressed.</summary>
    public static bool TryCompare(CalendarComponent old, CalendarComponent wanted, CalendarComponent patch)
    {
        ILookup<string, CalendarProperty> before = old.Properties.ToLookup(property => property.Name);
        ILookup<string, CalendarProperty> after = wanted.Properties.ToLookup(property => property.Name);
        foreach (string name in before.Select(group => group.Key).Union(after.Select(group => group.Key)))
        {
            CalendarProperty[] oldOnes = before[name].ToArray();
            CalendarProperty[] newOnes = after[name].ToArray();
            if (oldOnes.Select(Line).OrderBy(line => line, StringComparer.Ordinal).SequenceEqual(newOnes.Select(Line).OrderBy(line => line, StringComparer.Ordinal))) continue;
            if (!IsPlainName(name) || name.StartsWith("PATCH-", StringComparison.Ordinal)) return false;
            if (!TryReplace(name, oldOnes, newOnes, patch)) return false;
        }

        return true;
    }

    /// <summary>A name as RFC 5545 allows it, which a path can hold.</summary>
    public static bool IsPlainName(string name) =>
        name.Length > 0 && name.All(character => character is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');

    private static string Line(CalendarProperty property) => property.Name + property.Content.Substring(property.Name.Length);

    private static bool TryReplace(string name, CalendarProperty[] old, CalendarProperty[] wanted, CalendarComponent patch)
    {
        if (wanted.Length == 0)
        {
            patch.Add(new CalendarProperty("PATCH-DELETE", "#" + name));
            return true;
        }

        if (wanted.Length == 1) return TryAdd(wanted[0], null, patch);
        return HaveDistinctValues(old) && HaveDistinctValues(wanted) ? TryReplaceByValue(name, old, wanted, patch) : TryReplaceAll(wanted, patch);
    }

    private static bool TryReplaceAll(CalendarProperty[] wanted, CalendarComponent patch) =>
        wanted.Select((property, i) => TryAdd(property, i == 0 ? null : PatchAction.Create, patch)).All(added => added);

    private static bool TryReplaceByValue(string name, CalendarProperty[] old, CalendarProperty[] wanted, CalendarComponent patch)
    {
        var kept = new HashSet<string>(wanted.Select(property => property.Value));
        var unchanged = new HashSet<string>(old.Select(Line));
        foreach (CalendarProperty property in old.Where(property => !kept.Contains(property.Value)))
        {
            patch.Add(new CalendarProperty("PATCH-DELETE", $"#{name}[={PatchSegments.Encode(property.Value)}]"));
        }

        return wanted.Where(property => !unchanged.Contains(Line(property))).All(property => TryAdd(property, PatchAction.ByValue, patch));
    }

    /// <summary>A percent sign in a value could be taken for the encoding of another value.</summary>
    private static bool HaveDistinctValues(CalendarProperty[] properties) =>
        properties.Select(property => property.Value).Distinct().Count() == properties.Length && !properties.Any(property => property.Value.Contains("%"));

    /// <summary>False when the line's parameters are so malformed that an action cannot be added to them.</summary>
    private static bool TryAdd(CalendarProperty property, string? action, CalendarComponent patch)
    {
        CalendarProperty added = property.Copy();
        if (added.GetParameter(PatchAction.Parameter) != null) return false;
        if (action != null) added.SetParameter(PatchAction.Parameter, action);
        patch.Insert(patch.IndexOf(patch.Properties.Last()) + 1, added);
        return added.GetParameter(PatchAction.Parameter) == action && added.Value == property.Value;
    }
}
