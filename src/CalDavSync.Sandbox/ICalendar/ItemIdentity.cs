using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sandbox.ICalendar;

/// <summary>What a calendar object resource is about: RFC 4791 section 4.1 allows one UID and one type of component in it.</summary>
internal sealed class ItemIdentity
{
    public ItemIdentity(string uid, string component)
    {
        Uid = uid;
        Component = component;
    }

    public string Uid { get; }

    public string Component { get; }

    /// <summary>Checks a text before it is stored.</summary>
    /// <exception cref="FormatException">The text is no valid calendar object resource; the message says why.</exception>
    public static ItemIdentity Read(string text)
    {
        ICalComponent calendar = ICalComponent.Parse(text);
        if (calendar.Line("METHOD") is not null) throw new FormatException("A stored calendar object must not have a METHOD.");
        List<ICalComponent> components = calendar.Children.Where(child => child.Name != "VTIMEZONE").ToList();
        if (components.Count == 0) throw new FormatException("The calendar holds no event, task or journal.");
        string component = components[0].Name;
        string? uid = components[0].Line("UID")?.Value;
        if (string.IsNullOrEmpty(uid)) throw new FormatException("The " + component + " has no UID.");
        if (components.Any(other => other.Name != component)) throw new FormatException("The calendar mixes types of components.");
        if (components.Any(other => other.Line("UID")?.Value != uid)) throw new FormatException("The calendar holds more than one UID.");
        return new ItemIdentity(uid!, component);
    }
}
