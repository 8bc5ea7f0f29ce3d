using CalDavSync.CalDav;

namespace CalDavSync.Session;

/// <summary>A calendar and the session to reach it with.</summary>
internal sealed record ResolvedCalendar(ConnectionSession Session, CalDavCalendar Calendar)
{
    public CalDavClient Client => Session.Client;
}
