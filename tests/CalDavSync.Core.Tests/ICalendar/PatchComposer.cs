using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CalDavSync.ICalendar;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>Writes a patch from the difference of two texts, property by property where that can be expressed, component by component where not.</summary>
internal static class PatchComposer
{
    private const string Root = "/" + ComponentName.Calendar;
    private const string NoTime = "19700101T000000Z";

    public static string Compose(string from, string to)
    {
        CalendarComponent old = Single(from);
        CalendarComponent wanted = Single(to);
        List<CalendarComponent> patches = Compare(old, wanted, Root) ?? ReplaceAll(old, wanted);

        var group = new CalendarComponent("VPATCH");
        group.Add(new CalendarProperty("UID", Identify(to)));
        group.Add(new CalendarProperty("DTSTAMP", wanted.Components.Select(item => item.GetValue("DTSTAMP")).FirstOrDefault(stamp => stamp != null) ?? NoTime));
        foreach (CalendarComponent patch in patches) group.Add(patch);
        var calendar = new CalendarComponent(ComponentName.Calendar);
        calendar.Add(new CalendarProperty("VERSION", "2.0"));
        calendar.Add(new CalendarProperty("PRODID", "-//CalDavSync//CalDavSync//EN"));
        calendar.Add(group);
        return calendar.ToString();
    }

    /// <summary>The PATCH components that make one version of a component of the other; null when only its replacement can.</summary>
    private static List<CalendarComponent>? Compare(CalendarComponent old, CalendarComponent wanted, string path)
    {
        Dictionary<string, CalendarComponent>? oldChildren = PatchSegments.Index(old);
        Dictionary<string, CalendarComponent>? newChildren = PatchSegments.Index(wanted);
        if (oldChildren == null || newChildren == null) return null;

        CalendarComponent patch = PatchOn(path);
        if (!PatchedProperties.TryCompare(old, wanted, patch)) return null;
        var inner = new List<CalendarComponent>();
        foreach (string segment in oldChildren.Keys.Where(segment => !newChildren.ContainsKey(segment))) patch.Add(new CalendarProperty("PATCH-DELETE", segment));
        foreach (KeyValuePair<string, CalendarComponent> child in newChildren)
        {
            List<CalendarComponent>? changes = oldChildren.TryGetValue(child.Key, out CalendarComponent? before) ? Compare(before, child.Value, path + child.Key) : null;
            if (changes == null) patch.Add(child.Value.Copy());
            else inner.AddRange(changes);
        }

        if (patch.Nodes.Count > 1) inner.Insert(0, patch);
        return inner;
    }

    /// <summary>For calendars whose components cannot be told apart.</summary>
    private static List<CalendarComponent> ReplaceAll(CalendarComponent old, CalendarComponent wanted)
    {
        CalendarComponent patch = PatchOn(Root);
        if (!PatchedProperties.TryCompare(old, wanted, patch)) throw CalendarError.InPatch("a property of the calendar has a name or parameters that no patch can express");
        foreach (string name in old.Components.Select(component => component.Name).Distinct()) patch.Add(new CalendarProperty("PATCH-DELETE", "/" + name));
        foreach (CalendarComponent component in wanted.Components) patch.Add(component.Copy());
        return new List<CalendarComponent> { patch };
    }

    private static CalendarComponent PatchOn(string path)
    {
        var patch = new CalendarComponent("PATCH");
        patch.Add(new CalendarProperty("PATCH-TARGET", path));
        return patch;
    }

    private static CalendarComponent Single(string text)
    {
        CalendarDocument document = CalendarDocument.Parse(text);
        return document.Calendars.Count == 1 ? document.Calendars[0] : throw CalendarError.InPatch("a text with several VCALENDAR objects cannot be patched");
    }

    private static string Identify(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(16).Select(octet => octet.ToString("x2", null)));
    }
}
