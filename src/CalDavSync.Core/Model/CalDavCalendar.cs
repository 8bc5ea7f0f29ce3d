using System;
using System.Collections.Generic;

namespace CalDavSync;

/// <summary>A calendar collection (RFC 4791), or any WebDAV collection that was given by address.</summary>
public sealed class CalDavCalendar
{
    internal CalDavCalendar(Uri uri, string name, CalDavConnection? connection)
    {
        Uri = uri;
        Name = name;
        Connection = connection;
    }

    /// <summary>The last segment of the address, decoded.</summary>
    public string Name { get; }

    /// <summary>DAV:displayname, or the name when the server has none.</summary>
    public string DisplayName { get; internal set; } = string.Empty;

    /// <summary>CALDAV:calendar-description.</summary>
    public string? Description { get; internal set; }

    /// <summary>The calendar colour as <c>#RRGGBB</c>, or as the server wrote it when it is not in that shape.</summary>
    public string? Color { get; internal set; }

    /// <summary>The components it accepts (VEVENT, VTODO, …). Empty when the server does not say: then all (Q144).</summary>
    public IReadOnlyList<string> Components { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>The TZID of CALDAV:calendar-timezone, or null.</summary>
    public string? TimeZone { get; internal set; }

    /// <summary>The time zone as the server gave it: another machine may not know it by its name.</summary>
    internal string? TimeZoneText { get; set; }

    /// <summary>DAV:sync-token as a property: a hint that something changed, never the token to continue from (Q30).</summary>
    public string? SyncToken { get; internal set; }

    /// <summary>When the properties were read; null when they were not.</summary>
    internal DateTimeOffset? ReadAt { get; set; }

    /// <summary>CS:getctag, which changes when anything in the calendar does; null where the server has none.</summary>
    public string? CTag { get; internal set; }

    /// <summary>What tells this collection from another one at the same address; null where the server has nothing of the kind.</summary>
    internal string? Identity { get; set; }

    /// <summary>The server lists DAV:sync-collection for this collection.</summary>
    public bool SupportsSync { get; internal set; }

    /// <summary>The reports of DAV:supported-report-set, for example sync-collection, calendar-multiget.</summary>
    public IReadOnlyList<string> Reports { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>DAV:current-user-privilege-set, as local names; empty when the server does not say.</summary>
    public IReadOnlyList<string> Privileges { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>The signed-in user may not write here.</summary>
    public bool IsReadOnly { get; internal set; }

    /// <summary>A subscription to a calendar elsewhere; it can be read, its sync is not to be trusted (Q147).</summary>
    public bool IsSubscribed { get; internal set; }

    /// <summary>DAV:owner, or null.</summary>
    public Uri? Owner { get; internal set; }

    /// <summary>The position calendar programs show it at, or null.</summary>
    public int? Order { get; internal set; }

    /// <summary>CALDAV:max-resource-size in bytes, or null.</summary>
    public long? MaxResourceSize { get; internal set; }

    /// <summary>The absolute address, with a trailing slash, its escapes as the server sent them.</summary>
    public Uri Uri { get; }

    /// <summary>A WebDAV collection that is no calendar: its members may be anything.</summary>
    internal bool IsOrdinaryCollection { get; set; }

    /// <summary>The connection it was read with; null for a folder of exported items.</summary>
    public CalDavConnection? Connection { get; }

    /// <summary>connection/name, as a person would say it.</summary>
    public override string ToString() => Connection is null ? Name : Connection.Name + "/" + Name;
}
