using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace CalDavSync.Sandbox.Http;

/// <summary>Accepts connections on 127.0.0.1 and gives each a thread.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int MaximumConnections = 1024;

    private readonly TcpListener _listener;
    private readonly IRequestHandler _handler;
    private readonly HashSet<ClientConnection> _connections = new();
    private volatile bool _stopped;

    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="handler">Answers the requests.</param>
    public LoopbackListener(int port, IRequestHandler handler)
    {
        _handler = handler;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Start() => new Thread(Accept) { IsBackground = true, Name = "CalDAV sandbox" }.Start();

    public void Dispose()
    {
        ClientConnection[] open;
        lock (_connections)
        {
            _stopped = true;
            open = new ClientConnection[_connections.Count];
            _connections.CopyTo(open);
        }

        _listener.Stop();
        foreach (ClientConnection connection in open) connection.Abort();
    }

    private void Accept()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = _listener.AcceptSocket();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (_stopped) return;
                continue;
            }

            ClientConnection connection = new(client, _handler);
            if (!Admit(connection))
            {
                connection.Abort();
                continue;
            }

            new Thread(() => Serve(connection), 512 * 1024) { IsBackground = true, Name = "CalDAV sandbox client" }.Start();
        }
    }

    private bool Admit(ClientConnection connection)
    {
        lock (_connections)
        {
            return !_stopped && _connections.Count < MaximumConnections && _connections.Add(connection);
        }
    }

    private void Serve(ClientConnection connection)
    {
        connection.Serve();
        lock (_connections) _connections.Remove(connection);
    }
}
