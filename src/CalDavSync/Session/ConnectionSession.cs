using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using CalDavSync.CalDav;
using CalDavSync.Errors;

namespace CalDavSync.Session;

/// <summary>What belongs to a connection and must not be reachable from it: the client, and what was seen of the server.</summary>
internal sealed class ConnectionSession
{
    /// <summary>Of the whole process, so that a connection handed to another runspace works there.</summary>
    private static readonly ConditionalWeakTable<CalDavConnection, ConnectionSession> All = new();

    private ConnectionSession(CalDavClient client) => Client = client;

    public CalDavClient Client { get; }

    public CalDavConnection Connection => Client.Connection;

    /// <summary>The calendars the server listed last, and those made since; for completion, which must not use the network.</summary>
    public IReadOnlyList<CalDavCalendar> KnownCalendars { get; set; } = Array.Empty<CalDavCalendar>();

    public void Made(CalDavCalendar calendar) => KnownCalendars = KnownCalendars.Append(calendar).ToArray();

    public static ConnectionSession Open(CalDavClient client)
    {
        var session = new ConnectionSession(client);
        All.Add(client.Connection, session);
        return session;
    }

    /// <summary>The session of an open connection. Throws <see cref="NotConnectedException"/> when it was closed.</summary>
    public static ConnectionSession Of(CalDavConnection connection)
    {
        if (connection.IsOpen && All.TryGetValue(connection, out ConnectionSession? session)) return session;
        throw new NotConnectedException($"The connection '{connection.Name}' is closed.") { Connection = connection.Name };
    }

    public static ConnectionSession? Find(CalDavConnection connection) =>
        connection.IsOpen && All.TryGetValue(connection, out ConnectionSession? session) ? session : null;

    public void Close()
    {
        Connection.IsOpen = false;
        Client.Dispose();
    }
}
