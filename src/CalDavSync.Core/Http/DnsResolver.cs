using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>Asks one resolver: over UDP, and over TCP when the answer does not fit.</summary>
internal sealed class DnsResolver
{
    private readonly IPEndPoint _address;

    public DnsResolver(IPEndPoint address) => _address = address;

    /// <exception cref="IOException">No answer; the network says why.</exception>
    /// <exception cref="InvalidDataException">A malformed answer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the time is over.</exception>
    public async Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await OverUdpAsync(question, cancellationToken).ConfigureAwait(false);
            return answer.IsTruncated ? await OverTcpAsync(question, cancellationToken).ConfigureAwait(false) : answer;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new IOException(error.Message, error);
        }
    }

    private async Task<DnsAnswer> OverUdpAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        using var client = new UdpClient(_address.AddressFamily);
        using var closing = cancellationToken.Register(client.Dispose);

        // A connected socket takes datagrams of this resolver alone.
        client.Connect(_address);
        var message = question.ToMessage();
        await client.SendAsync(message, message.Length).ConfigureAwait(false);
        while (true)
        {
            var received = await client.ReceiveAsync().ConfigureAwait(false);
            if (DnsAnswer.IsFor(question, received.Buffer)) return DnsAnswer.Parse(question, received.Buffer);
        }
    }

    private async Task<DnsAnswer> OverTcpAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(_address.AddressFamily);
        using var closing = cancellationToken.Register(client.Dispose);
        await client.ConnectAsync(_address.Address, _address.Port).ConfigureAwait(false);
        var stream = client.GetStream();
        var message = question.ToMessage();
        var framed = new byte[message.Length + 2];
        framed[0] = (byte)(message.Length >> 8);
        framed[1] = (byte)message.Length;
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, 0, framed.Length, cancellationToken).ConfigureAwait(false);
        var length = await ReadAsync(stream, 2, cancellationToken).ConfigureAwait(false);
        return DnsAnswer.Parse(question, await ReadAsync(stream, (length[0] << 8) | length[1], cancellationToken).ConfigureAwait(false));
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count, CancellationToken cancellationToken)
    {
        var buffer = new byte[count];
        for (var position = 0; position < count;)
        {
            var read = await stream.ReadAsync(buffer, position, count - position, cancellationToken).ConfigureAwait(false);
            if (read == 0) throw new InvalidDataException("it ends too early");
            position += read;
        }

        return buffer;
    }
}
