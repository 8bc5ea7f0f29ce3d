using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;

namespace CalDavSync.Sandbox.Writes;

/// <summary>A UID may be used once in a calendar (RFC 4791 section 5.3.2.1), on some servers once in all calendars of the user.</summary>
internal static class UidConflicts
{
    /// <summary>Throws when storing the UID under this name would make a second one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="calendar">Where the item would be stored.</param>
    /// <param name="name">The name it would have.</param>
    /// <param name="uid">Its UID.</param>
    /// <param name="movedFrom">The calendar it leaves at the same time, or null.</param>
    public static void Check(DavServer server, SandboxCalendar calendar, string name, string uid, SandboxCalendar? movedFrom = null)
    {
        if (server.Quirks.Has(WriteQuirks.AcceptsDuplicateUids)) return;
        if (calendar.NameOf(uid) is { } owner && owner != name) Refuse(server, calendar, owner);
        if (!server.Quirks.Has(WriteQuirks.UidConflictAcrossCalendars)) return;
        foreach (SandboxCalendar other in server.Store.Calendars.Where(other => other != calendar && other != movedFrom))
        {
            if (other.NameOf(uid) is { } elsewhere) Refuse(server, other, elsewhere);
        }
    }

    private static void Refuse(DavServer server, SandboxCalendar calendar, string owner) =>
        throw (server.Quirks.Has(WriteQuirks.UidConflictAs409)
            ? DavErrors.CalDav(409, "no-uid-conflict")
            : DavErrors.CalDav(403, "no-uid-conflict", PropertyValues.Href(server.Hrefs.Of(calendar, owner, RowUse.Propfind))));
}
