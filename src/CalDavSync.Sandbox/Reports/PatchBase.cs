using CalDavSync.Sandbox.Dav;

namespace CalDavSync.Sandbox.Reports;

/// <summary>The state a client remembers when it asks for patches instead of whole texts (calendar-patch draft, section 5).</summary>
internal sealed class PatchBase
{
    private readonly SandboxCalendar _calendar;
    private readonly long _revision;

    private PatchBase(SandboxCalendar calendar, long revision)
    {
        _calendar = calendar;
        _revision = revision;
    }

    /// <summary>Null when no patches are wanted, or the sync token is not one of this calendar.</summary>
    public static PatchBase? Of(DavServer server, SandboxCalendar calendar, DavRequest request)
    {
        if (request.PatchSince is not { Length: > 0 } token) return null;
        SyncPosition? position = server.Tokens.TryRead(calendar, token);
        return position is null ? null : new PatchBase(calendar, position.Since);
    }

    /// <summary>The item is as it was then.</summary>
    public bool IsUnchanged(SandboxItem item) => item.Revision <= _revision;

    /// <summary>The item's text as it was then, or null when it did not exist or is forgotten.</summary>
    public SandboxItem? Before(SandboxItem item) => _calendar.VersionAt(item.Name, _revision);
}
