using System;
using System.IO;

namespace CalDavSync.Sandbox.Http;

/// <summary>Collects a body: a short one is sent with its length in one piece, a long one in chunks while it is written.</summary>
internal sealed class OutgoingBody : Stream
{
    private const int Capacity = 64 * 1024;
    private const int ChunkHead = 8;

    private readonly Stream _network;
    private readonly Func<int?, byte[]> _head;
    private readonly bool _chunked;
    private readonly int? _cutAfter;
    private readonly byte[] _buffer = new byte[ChunkHead + Capacity + 2];
    private int _count;
    private long _total;

    /// <param name="network">Where the bytes go.</param>
    /// <param name="head">Makes the response head for a known length, or for a streamed body (null).</param>
    /// <param name="chunked">Chunks may be used; otherwise the end of the connection ends the body.</param>
    /// <param name="cutAfter">Break the connection after this many bytes of the body.</param>
    public OutgoingBody(Stream network, Func<int?, byte[]> head, bool chunked, int? cutAfter)
    {
        _network = network;
        _head = head;
        _chunked = chunked;
        _cutAfter = cutAfter;
    }

    /// <summary>The head is on the wire, so the status cannot be changed any more.</summary>
    public bool Started { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_cutAfter is { } cut && _total + count > cut)
        {
            Append(buffer, offset, (int)Math.Max(0, cut - _total));
            SendPart();
            throw new IOException("The answer is cut here on purpose.");
        }

        Append(buffer, offset, count);
        _total += count;
    }

    /// <summary>Sends what is left and ends the body.</summary>
    public void Finish()
    {
        if (!Started)
        {
            byte[] head = _head(_count);
            if (head.Length + _count <= 16 * 1024)
            {
                byte[] all = new byte[head.Length + _count];
                Buffer.BlockCopy(head, 0, all, 0, head.Length);
                Buffer.BlockCopy(_buffer, ChunkHead, all, head.Length, _count);
                _network.Write(all, 0, all.Length);
            }
            else
            {
                _network.Write(head, 0, head.Length);
                _network.Write(_buffer, ChunkHead, _count);
            }

            Started = true;
            return;
        }

        SendPart();
        if (_chunked) _network.Write(new byte[] { (byte)'0', 13, 10, 13, 10 }, 0, 5);
    }

    public override void Flush()
    {
        // A compressing stream flushes on its way; the pieces are sent when they are worth it.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Append(byte[] buffer, int offset, int count)
    {
        while (count > 0)
        {
            if (_count == Capacity) SendPart();
            int part = Math.Min(count, Capacity - _count);
            Buffer.BlockCopy(buffer, offset, _buffer, ChunkHead + _count, part);
            _count += part;
            offset += part;
            count -= part;
        }
    }

    private void SendPart()
    {
        if (!Started)
        {
            byte[] head = _head(null);
            _network.Write(head, 0, head.Length);
            Started = true;
        }

        if (_count == 0) return;
        if (_chunked)
        {
            // Six hexadecimal digits and CRLF fill the reserved front exactly; leading zeros are allowed.
            for (int digit = 0; digit < 6; digit++) _buffer[digit] = (byte)"0123456789ABCDEF"[(_count >> (4 * (5 - digit))) & 15];
            _buffer[6] = 13;
            _buffer[7] = 10;
            _buffer[ChunkHead + _count] = 13;
            _buffer[ChunkHead + _count + 1] = 10;
            _network.Write(_buffer, 0, ChunkHead + _count + 2);
        }
        else
        {
            _network.Write(_buffer, ChunkHead, _count);
        }

        _count = 0;
    }
}
