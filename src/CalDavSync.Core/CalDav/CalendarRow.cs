using System;
using System.Collections.Generic;
using System.Globalization;
using CalDavSync.Dav;

namespace CalDavSync.CalDav;

/// <summary>Turns the properties of a collection into a <see cref="CalDavCalendar"/>.</summary>
internal static class CalendarRow
{
    /// <summary>What is asked of every calendar, in one request.</summary>
    public static readonly DavName[] Properties =
    {
        DavName.ResourceType,
        DavName.DisplayName,
        DavName.SyncToken,
        DavName.SupportedReportSet,
        DavName.CurrentUserPrivilegeSet,
        DavName.Owner,
        DavName.ResourceId,
        DavName.CreationDate,
        DavName.CalendarDescription,
        DavName.CalendarTimeZone,
        DavName.SupportedComponents,
        DavName.MaxResourceSize,
        DavName.CTag,
        DavName.Source,
        DavName.CalendarColor,
        DavName.CalendarOrder,
    };

    // Not write-properties: who may only read a shared calendar may still name and colour it (sabre/dav).
    private static readonly string[] WritePrivileges = { "write", "write-content", "bind", "all" };

    public static bool IsCalendar(MultistatusRow row) =>
        HasType(row, DavNamespace.CalDav, "calendar") || HasType(row, DavNamespace.CalendarServer, "subscribed");

    /// <summary>A collection, or something the server does not give a type: then the sync itself tells.</summary>
    public static bool IsCollection(MultistatusRow row) =>
        row.Find(DavName.ResourceType) is null || IsCalendar(row) || HasType(row, DavNamespace.Dav, "collection");

    public static CalDavCalendar Read(MultistatusRow row, Uri address, CalDavConnection connection, DateTimeOffset now)
    {
        string name = NameOf(address);
        IReadOnlyList<string> reports = Reports(row);
        IReadOnlyList<string> privileges = Names(row.Element(DavName.CurrentUserPrivilegeSet), "privilege");
        string display = row.Text(DavName.DisplayName)?.Trim() ?? string.Empty;
        return new CalDavCalendar(address, name, connection)
        {
            DisplayName = display.Length > 0 ? display : name,
            Description = NullIfEmpty(row.Text(DavName.CalendarDescription)),
            Color = Color(row.Text(DavName.CalendarColor)),
            Components = Components(row),
            TimeZone = TimeZoneId(row.Text(DavName.CalendarTimeZone)),
            TimeZoneText = NullIfEmpty(row.Text(DavName.CalendarTimeZone)),
            SyncToken = NullIfEmpty(row.Text(DavName.SyncToken)),
            ReadAt = now,
            CTag = NullIfEmpty(row.Text(DavName.CTag)),
            Identity = Identity(row),
            Reports = reports,
            SupportsSync = Contains(reports, "sync-collection"),
            Privileges = privileges,
            IsReadOnly = privileges.Count > 0 && !ContainsAny(privileges, WritePrivileges),
            IsOrdinaryCollection = !IsCalendar(row),
            IsSubscribed = HasType(row, DavNamespace.CalendarServer, "subscribed"),
            Owner = Owner(row, address),
            Order = int.TryParse(row.Text(DavName.CalendarOrder), NumberStyles.Integer, CultureInfo.InvariantCulture, out int order) ? order : null,
            MaxResourceSize = long.TryParse(row.Text(DavName.MaxResourceSize), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null,
        };
    }

    /// <summary>The last path segment, decoded; the host for a root.</summary>
    public static string NameOf(Uri address)
    {
        string path = HrefCodec.Decode(address.AbsolutePath).TrimEnd('/');
        string name = path.Substring(path.LastIndexOf('/') + 1);
        return name.Length == 0 ? address.Host : name;
    }

    /// <summary>The TZID in a CALDAV:calendar-timezone; null when there is none.</summary>
    public static string? TimeZoneId(string? calendar)
    {
        if (calendar is null) return null;
        foreach (string line in calendar.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith("TZID:", StringComparison.OrdinalIgnoreCase)) return NullIfEmpty(trimmed.Substring(5));
        }

        return null;
    }

    // RFC 5842 section 3.1, else RFC 4918 section 15.1: both are others after the collection was deleted and made again.
    private static string? Identity(MultistatusRow row)
    {
        foreach (string href in row.Element(DavName.ResourceId)?.Hrefs() ?? Array.Empty<string>()) return href;
        return NullIfEmpty(row.Text(DavName.ResourceId)) ?? NullIfEmpty(row.Text(DavName.CreationDate));
    }

    private static bool HasType(MultistatusRow row, string ns, string local)
    {
        foreach (DavElement type in row.Element(DavName.ResourceType)?.Children ?? new List<DavElement>())
        {
            if (type.Name.Local == local && type.Name.Namespace == ns) return true;
        }

        return false;
    }

    // Xandikos and Calypso leave out the report element in between: every name below counts.
    private static List<string> Reports(MultistatusRow row)
    {
        var names = new List<string>();
        DavElement? set = row.Element(DavName.SupportedReportSet);
        if (set is null) return names;
        foreach (DavElement element in set.SelfAndDescendants())
        {
            string name = element.Name.Local;
            if (element != set && name is not ("supported-report" or "report") && !names.Contains(name)) names.Add(name);
        }

        return names;
    }

    private static List<string> Names(DavElement? set, string wrapper)
    {
        var names = new List<string>();
        foreach (DavElement outer in set?.Children ?? new List<DavElement>())
        {
            if (outer.Name.Local != wrapper) continue;
            foreach (DavElement inner in outer.Children)
            {
                if (!names.Contains(inner.Name.Local)) names.Add(inner.Name.Local);
            }
        }

        return names;
    }

    private static List<string> Components(MultistatusRow row)
    {
        var names = new List<string>();
        foreach (DavElement comp in row.Element(DavName.SupportedComponents)?.Children ?? new List<DavElement>())
        {
            string? name = comp.Attribute("name");
            if (comp.Name.Local == "comp" && !string.IsNullOrEmpty(name)) names.Add(name!.ToUpperInvariant());
        }

        return names;
    }

    private static Uri? Owner(MultistatusRow row, Uri address)
    {
        foreach (string href in row.Element(DavName.Owner)?.Hrefs() ?? Array.Empty<string>())
        {
            if (Uri.TryCreate(address, href, out Uri? owner)) return owner;
        }

        return null;
    }

    // Apple writes #RRGGBBAA.
    private static string? Color(string? value)
    {
        string? color = NullIfEmpty(value);
        return color is { Length: 9 } && color[0] == '#' ? color.Substring(0, 7) : color;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string candidate in names)
        {
            if (candidate == name) return true;
        }

        return false;
    }

    private static bool ContainsAny(IReadOnlyList<string> names, string[] wanted)
    {
        foreach (string name in wanted)
        {
            if (Contains(names, name)) return true;
        }

        return false;
    }

    private static string? NullIfEmpty(string? text)
    {
        string? trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }
}
