using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Http;

/// <summary>A resolver on loopback, over UDP and TCP, that answers as a function says.</summary>
internal sealed class FakeDnsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly UdpClient _udp;
    private readonly Func<DnsQuery, IEnumerable<byte[]>> _handler;

    public FakeDnsServer(Func<DnsQuery, IEnumerable<byte[]>> handler)
    {
        _handler = handler;
        _listener.Start();
        Address = (IPEndPoint)_listener.LocalEndpoint;
        _udp = new UdpClient(Address);
        _ = RunAsync(ServeUdpAsync);
        _ = RunAsync(ServeTcpAsync);
    }

    public IPEndPoint Address { get; }

    /// <summary>The questions so far: name, type and transport.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    public void Dispose()
    {
        _listener.Dispose();
        _udp.Dispose();
    }

    private static async Task RunAsync(Func<Task> serve)
    {
        try
        {
            await serve();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task ServeUdpAsync()
    {
        while (true)
        {
            var received = await _udp.ReceiveAsync();
            foreach (var answer in Answer(received.Buffer, false)) await _udp.SendAsync(answer, received.RemoteEndPoint);
        }
    }

    private async Task ServeTcpAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var length = new byte[2];
            await stream.ReadExactlyAsync(length);
            var query = new byte[(length[0] << 8) | length[1]];
            await stream.ReadExactlyAsync(query);
            foreach (var answer in Answer(query, true)) await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer]);
        }
    }

    private IEnumerable<byte[]> Answer(byte[] message, bool tcp)
    {
        var name = new StringBuilder();
        var position = 12;
        for (; message[position] != 0; position += message[position] + 1)
            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(message, position + 1, message[position]));
        var query = new DnsQuery(message, name.ToString(), (message[position + 1] << 8) | message[position + 2], tcp);
        Questions.Enqueue($"{query.Name} {query.Type} {(tcp ? "tcp" : "udp")}");
        return _handler(query);
    }
}
