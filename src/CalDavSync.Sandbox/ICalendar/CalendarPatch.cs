using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>
/// Makes a VPATCH (draft-daboo-icalendar-vpatch) from one version of an item to the next. It covers what edits usually are:
/// properties of a component changed, overridden instances added or removed. For everything else there is no patch.
/// </summary>
internal static class CalendarPatch
{
    /// <summary>The patch as an iCalendar text, or null when the difference is of another kind.</summary>
    /// <param name="before">The text the client has.</param>
    /// <param name="after">The text it shall have.</param>
    /// <param name="uid">Identifies the patch.</param>
    /// <param name="time">When it was made, in UTC.</param>
    public static string? Make(string before, string after, string uid, DateTime time)
    {
        if (ICalComponent.TryParse(before) is not { } old || ICalComponent.TryParse(after) is not { } changed) return null;
        if (!SameLines(old, changed) || !SameChildren(old, changed, name => name == "VTIMEZONE")) return null;
        if (ByKey(old) is not { } oldParts || ByKey(changed) is not { } newParts) return null;

        StringBuilder patches = new();
        StringBuilder wholes = new();
        foreach (string key in oldParts.Keys.Where(key => !newParts.ContainsKey(key))) Line(wholes, "PATCH-DELETE:" + key);
        foreach (KeyValuePair<string, ICalComponent> part in newParts)
        {
            if (!oldParts.TryGetValue(part.Key, out ICalComponent? counterpart)) Component(wholes, part.Value);
            else if (!SameChildren(counterpart, part.Value, _ => true)) return null;
            else if (!SameLines(counterpart, part.Value)) Properties(patches, part.Key, counterpart, part.Value);
        }

        StringBuilder text = new();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//CalDavSync//Sandbox//EN");
        Line(text, "BEGIN:VPATCH");
        Line(text, "UID:" + uid);
        Line(text, "DTSTAMP:" + time.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        if (wholes.Length > 0) Patch(text, "/VCALENDAR", wholes);
        text.Append(patches);
        Line(text, "END:VPATCH");
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Properties(StringBuilder patches, string key, ICalComponent old, ICalComponent changed)
    {
        StringBuilder body = new();
        foreach (string name in old.Lines.Concat(changed.Lines).Select(line => line.Name).Distinct())
        {
            List<ContentLine> wanted = changed.Lines.FindAll(line => line.Name == name);
            if (wanted.Select(line => line.Text).SequenceEqual(old.Lines.FindAll(line => line.Name == name).Select(line => line.Text))) continue;
            if (wanted.Count == 0) Line(body, "PATCH-DELETE:#" + name);
            for (int i = 0; i < wanted.Count; i++)
            {
                string rest = wanted[i].Text.Substring(name.Length);
                Line(body, i == 0 ? name + rest : name + ";PATCH-ACTION=CREATE" + rest);
            }
        }

        // PATCH-DELETE has to come first in the processing, wherever it stands.
        Patch(patches, "/VCALENDAR" + key, body);
    }

    private static void Patch(StringBuilder text, string target, StringBuilder body)
    {
        Line(text, "BEGIN:PATCH");
        Line(text, "PATCH-TARGET:" + target);
        text.Append(body);
        Line(text, "END:PATCH");
    }

    private static void Component(StringBuilder text, ICalComponent component)
    {
        Line(text, "BEGIN:" + component.Name);
        foreach (ContentLine line in component.Lines) Line(text, line.Text);
        foreach (ICalComponent child in component.Children) Component(text, child);
        Line(text, "END:" + component.Name);
    }

    /// <summary>The events, tasks and journals by their path segment, or null when two have the same.</summary>
    private static Dictionary<string, ICalComponent>? ByKey(ICalComponent calendar)
    {
        Dictionary<string, ICalComponent> parts = new(StringComparer.Ordinal);
        foreach (ICalComponent child in calendar.Children.Where(child => child.Name != "VTIMEZONE"))
        {
            ContentLine? instance = child.Line("RECURRENCE-ID");
            if (instance is not null && (instance.Parameter("TZID") is not null || instance.Parameter("RANGE") is not null)) return null;
            string key = "/" + child.Name + "[UID=" + Escape(child.Line("UID")?.Value ?? string.Empty) + "][RID=" + (instance is null ? "M" : Escape(instance.Value)) + "]";
            if (parts.ContainsKey(key)) return null;
            parts.Add(key, child);
        }

        return parts;
    }

    private static bool SameLines(ICalComponent one, ICalComponent other) =>
        one.Lines.Select(line => line.Text).SequenceEqual(other.Lines.Select(line => line.Text));

    private static bool SameChildren(ICalComponent one, ICalComponent other, Func<string, bool> which)
    {
        List<ICalComponent> left = one.Children.FindAll(child => which(child.Name));
        List<ICalComponent> right = other.Children.FindAll(child => which(child.Name));
        return left.Count == right.Count && left.Zip(right, (a, b) => a.Name == b.Name && SameLines(a, b) && SameChildren(a, b, _ => true)).All(same => same);
    }

    private static string Escape(string value) =>
        value.Replace("%", "%25").Replace("/", "%2F").Replace("#", "%23").Replace(";", "%3B").Replace("=", "%3D").Replace("]", "%5D");

    /// <summary>Appends a line, folded so that no part exceeds 75 octets (RFC 5545 section 3.1).</summary>
    private static void Line(StringBuilder text, string line)
    {
        int octets = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool pair = char.IsHighSurrogate(line[i]) && i + 1 < line.Length;
            int size = pair ? 4 : line[i] < 0x80 ? 1 : line[i] < 0x800 ? 2 : 3;
            if (octets + size > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(line[i]);
            if (pair) text.Append(line[++i]);
            octets += size;
        }

        text.Append("\r\n");
    }
}
