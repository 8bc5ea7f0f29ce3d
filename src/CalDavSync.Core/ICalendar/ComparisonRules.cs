using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// What does not count when two versions of an item are compared: all that servers are known to rewrite while the item means the same.
/// Besides these tables: the order of properties, parameters and components, folding, line endings, the case of names, quotes, empty
/// properties, the properties of VCALENDAR, VTIMEZONE components, whose TZID counts where it is used, the end of an event of one day, and
/// digits of GEO beyond a metre.
/// </summary>
internal static class ComparisonRules
{
    /// <summary>Properties nobody compares. A star stands for the rest of the name.</summary>
    public static readonly IReadOnlyList<string> IgnoredProperties = new[]
    {
        "DTSTAMP",                // set anew by many servers and clients with every write
        "CREATED",                // the moment of the copy, on some servers
        "LAST-MODIFIED",          // the moment of the last write
        "PRODID",                 // the software that wrote last
        "X-RECURRENCE-EXCEPTION", // Q117: iCloud adds it, depending on the range asked for
        "X-RADICALE-*",           // Radicale's own file names
    };

    /// <summary>Parameters that scheduling servers add and take away (RFC 6638 section 7).</summary>
    public static readonly IReadOnlyList<string> IgnoredParameters = new[] { "SCHEDULE-STATUS", "SCHEDULE-AGENT" };

    /// <summary>Properties that mean the same as their absence (RFC 5545 sections 3.8.1 to 3.8.7). STATUS has no default.</summary>
    public static readonly IReadOnlyDictionary<string, string> DefaultValues = new Dictionary<string, string>
    {
        ["CLASS"] = "PUBLIC", // SOGo adds it
        ["TRANSP"] = "OPAQUE",
        ["PRIORITY"] = "0",
        ["SEQUENCE"] = "0",
        ["REPEAT"] = "0",
    };

    /// <summary>Parameters that mean the same as their absence (RFC 5545 section 3.2).</summary>
    public static readonly IReadOnlyDictionary<string, string> DefaultParameters = new Dictionary<string, string>
    {
        ["CUTYPE"] = "INDIVIDUAL",
        ["ROLE"] = "REQ-PARTICIPANT",
        ["PARTSTAT"] = "NEEDS-ACTION",
        ["RSVP"] = "FALSE",
        ["RELTYPE"] = "PARENT",
        ["RELATED"] = "START",
        ["FBTYPE"] = "BUSY",
        ["ENCODING"] = "8BIT",
    };

    /// <summary>Parameters whose values are keywords, in any case. VALUE is not here: the form of a value shows its type.</summary>
    public static readonly ISet<string> KeywordParameters = new HashSet<string>(DefaultParameters.Keys) { "RANGE" };

    /// <summary>Properties whose values are keywords, in any case.</summary>
    public static readonly ISet<string> KeywordProperties = new HashSet<string> { "CLASS", "TRANSP", "STATUS", "ACTION" };

    /// <summary>One line with several values is the same as several lines; the order does not count.</summary>
    public static readonly ISet<string> Lists = new HashSet<string> { "CATEGORIES", "RESOURCES", "EXDATE", "RDATE" };

    /// <summary>Dates and times, compared with their zone as written: 10:00 in Berlin is not 09:00 UTC, because rules and zones change.</summary>
    public static readonly ISet<string> Times = new HashSet<string> { "DTSTART", "DTEND", "DUE", "RDATE", "COMPLETED", "ACKNOWLEDGED" };

    /// <summary>Dates and times that only point at an instance, so the instant is enough.</summary>
    public static readonly ISet<string> Instants = new HashSet<string> { "RECURRENCE-ID", "EXDATE" };

    /// <summary>PT60M is PT1H, and P1W is P7D.</summary>
    public static readonly ISet<string> Durations = new HashSet<string> { "DURATION", "TRIGGER" };

    /// <summary>The order and case of the parts do not count, nor do their defaults.</summary>
    public static readonly ISet<string> Rules = new HashSet<string> { "RRULE", "EXRULE" };

    /// <summary>The parts of a rule that mean the same as their absence (RFC 5545 section 3.3.10).</summary>
    public static readonly ISet<string> DefaultRuleParts = new HashSet<string> { "INTERVAL=1", "WKST=MO" };

    /// <summary>The name is in a list of names, some of which may end in a star.</summary>
    public static bool Contains(IEnumerable<string> names, string name) => names.Any(listed => listed.EndsWith("*", StringComparison.Ordinal)
        ? name.StartsWith(listed.Substring(0, listed.Length - 1), StringComparison.OrdinalIgnoreCase)
        : string.Equals(listed, name, StringComparison.OrdinalIgnoreCase));
}
