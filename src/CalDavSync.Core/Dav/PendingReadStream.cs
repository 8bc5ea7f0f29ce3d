using System;
using System.IO;
using System.Threading.Tasks;
using CalDavSync.Http;

namespace CalDavSync.Dav;

/// <summary>A stream on which one read into a buffer is still under way; its bytes come first.</summary>
internal sealed class PendingReadStream : ReadOnlyStream
{
    private readonly Task<int> _pending;
    private readonly byte[] _buffer;
    private readonly Stream _rest;
    private int _position;
    private int _available = -1;

    public PendingReadStream(Task<int> pending, byte[] buffer, int offset, Stream rest)
    {
        _pending = pending;
        _buffer = buffer;
        _position = offset;
        _rest = rest;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_available < 0)
        {
            _available = _pending.GetAwaiter().GetResult();
            if (_available == 0) return 0;
        }

        if (_available == 0) return _rest.Read(buffer, offset, count);
        int taken = Math.Min(count, _available);
        Buffer.BlockCopy(_buffer, _position, buffer, offset, taken);
        _position += taken;
        _available -= taken;
        return taken;
    }
}
