using System;
using System.Linq;
using System.Xml.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Tokens;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Reports;

/// <summary>The state a client remembers when it asks for patches instead of whole texts (calendar-patch draft, section 5).</summary>
internal sealed class PatchBase
{
    private readonly SandboxCalendar _calendar;
    private readonly long _revision;
    private readonly ISandboxClock _clock;

    private PatchBase(SandboxCalendar calendar, long revision, ISandboxClock clock)
    {
        _calendar = calendar;
        _revision = revision;
        _clock = clock;
    }

    /// <summary>Null when no patches are wanted, or the sync token is not one of this calendar.</summary>
    public static PatchBase? Of(DavServer server, SandboxCalendar calendar, DavRequest request)
    {
        if (request.PatchSince is not { Length: > 0 } token) return null;
        if (!AcceptsPatches(request)) return null;
        SyncPosition? position = server.Tokens.TryRead(calendar, token);
        return position is null ? null : new PatchBase(calendar, position.Since, server.Store.Clock);
    }

    /// <summary>The item is as it was then.</summary>
    public bool IsUnchanged(SandboxItem item) => item.Revision <= _revision;

    /// <summary>The patch that turns the text as it was then into the present one, or null when there is none.</summary>
    public string? PatchFor(SandboxItem item) =>
        _calendar.VersionAt(item.Name, _revision) is { } before
            ? CalendarPatch.Make(before.Text, item.Text, item.ETag.Trim('"') + "@patch", _clock.UtcNow)
            : null;

    private static bool AcceptsPatches(DavRequest request)
    {
        string? type = request.Http.Method == "REPORT"
            ? request.Xml?.Descendants(XName.Get("calendar-data", Namespaces.CalDav)).Select(data => data.Attribute("content-type")?.Value).FirstOrDefault()
            : request.Http.Headers.Joined("Accept");
        return type is not null && type.IndexOf("component=VPATCH", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
