using System;
using System.IO;
using System.Net.Sockets;

namespace CalDavSync.Sandbox.Http;

/// <summary>Serves one client on one thread until either side closes. A thread of its own keeps an embedded server
/// from starving a client in the same process, which lives on the thread pool.</summary>
internal sealed class ClientConnection
{
    private const int IdleMilliseconds = 120_000;

    private readonly Socket _client;
    private readonly IRequestHandler _handler;

    public ClientConnection(Socket client, IRequestHandler handler)
    {
        _client = client;
        _handler = handler;
    }

    public void Serve()
    {
        try
        {
            _client.NoDelay = true;
            _client.ReceiveBufferSize = 64 * 1024;
            _client.SendBufferSize = 256 * 1024;
            _client.ReceiveTimeout = IdleMilliseconds;
            _client.SendTimeout = IdleMilliseconds;
            using NetworkStream stream = new(_client, ownsSocket: true);
            Converse(stream);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The client went away or the server is stopping: there is nobody left to tell.
            Abort();
        }
        catch (Exception exception)
        {
            _handler.Failed(exception);
        }
        finally
        {
            Abort();
        }
    }

    public void Abort() => _client.Dispose();

    private void Converse(NetworkStream stream)
    {
        RequestReader reader = new(stream);
        ResponseSender sender = new(stream);
        bool close = false;
        while (!close)
        {
            HttpRequest? request;
            try
            {
                request = reader.Read();
            }
            catch (HttpFailureException failure)
            {
                sender.Send(null, failure.Response, close: true);
                break;
            }

            if (request is null) return;
            HttpResponse response = _handler.Handle(request);
            if (response.Abort) return;
            close = ResponseSender.MustClose(request, response);
            sender.Send(request, response, close);
        }

        Linger(stream);
    }

    /// <summary>Closing with unread input would reset the connection and could destroy the answer on its way.</summary>
    private void Linger(NetworkStream stream)
    {
        _client.Shutdown(SocketShutdown.Send);
        _client.ReceiveTimeout = 500;
        byte[] ignored = new byte[8192];
        for (int left = 64; left > 0 && stream.Read(ignored, 0, ignored.Length) > 0; left--)
        {
        }
    }
}
