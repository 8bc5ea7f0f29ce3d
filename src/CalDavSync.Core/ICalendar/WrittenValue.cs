using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>What a property that is set may hold. What is there already is not judged: servers have much that is not right, and it stays.</summary>
internal static class WrittenValue
{
    // RFC 5545 section 3.8.1.11.
    private static readonly Dictionary<string, string[]> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["VEVENT"] = new[] { "TENTATIVE", "CONFIRMED", "CANCELLED" },
        ["VTODO"] = new[] { "NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED" },
        ["VJOURNAL"] = new[] { "DRAFT", "FINAL", "CANCELLED" },
    };

    /// <exception cref="InvalidCalendarDataException">The property cannot have this value.</exception>
    public static void Require(string component, string name, string value)
    {
        RequireCharacters(name, value);
        if (name == "STATUS") RequireStatus(component, value);
        if (name == "RRULE" && value.IndexOf("FREQ=", StringComparison.OrdinalIgnoreCase) < 0)
            throw new InvalidCalendarDataException($"'{CalendarError.Excerpt(value)}' is no recurrence rule; it has no FREQ, as in FREQ=WEEKLY;COUNT=10.");
    }

    /// <summary>RFC 5545 section 3.1 has no control characters, and XML, in which servers hand items out, cannot carry them (XML 1.0 section 2.2).</summary>
    /// <exception cref="InvalidCalendarDataException">The value has a character that would not arrive.</exception>
    public static void RequireCharacters(string name, string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char character = value[i];
            if (i + 1 < value.Length && XmlConvert.IsXmlSurrogatePair(value[i + 1], character)) i++;
            else if (character is '\r' or '\n') throw new InvalidCalendarDataException($"{name} is one line; '{CalendarError.Excerpt(value)}' has a line break.");
            else if (character == '\x7f' || !XmlConvert.IsXmlChar(character))
                throw new InvalidCalendarDataException($"{name} has the character U+{(int)character:X4}, which calendar data cannot have.");
        }
    }

    private static void RequireStatus(string component, string value)
    {
        if (!Statuses.TryGetValue(component, out string[]? allowed) || allowed.Contains(value, StringComparer.OrdinalIgnoreCase)) return;
        throw new InvalidCalendarDataException($"A {component} cannot have the status {value}; it has one of {string.Join(", ", allowed)}.");
    }
}
