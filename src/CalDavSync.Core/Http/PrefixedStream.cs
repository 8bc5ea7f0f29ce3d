using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>Gives bytes that were read ahead first, then the rest of the stream.</summary>
internal sealed class PrefixedStream : ReadOnlyStream
{
    private readonly byte[] _prefix;
    private readonly Stream _rest;
    private int _position;

    public PrefixedStream(byte[] prefix, Stream rest)
    {
        _prefix = prefix;
        _rest = rest;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Take(buffer, offset, count) is > 0 and var taken ? taken : _rest.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Take(buffer, offset, count) is > 0 and var taken ? Task.FromResult(taken) : _rest.ReadAsync(buffer, offset, count, cancellationToken);

    private int Take(byte[] buffer, int offset, int count)
    {
        var taken = Math.Min(count, _prefix.Length - _position);
        Buffer.BlockCopy(_prefix, _position, buffer, offset, taken);
        _position += taken;
        return taken;
    }
}
