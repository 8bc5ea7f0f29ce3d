using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>
/// Undoes one gzip or deflate coding (RFC 9110 section 8.4.1). The runtime's own streams take a cut body for a whole one, so the check value
/// at the end of the format is compared here; raw deflate, which some servers send for "deflate", has none.
/// </summary>
internal sealed class DecodingStream : ReadOnlyStream
{
    private readonly TailStream _tail;
    private readonly GzipMembers _members = new();
    private readonly Exchange _exchange;
    private readonly bool _gzip;
    private Stream? _inflater;
    private bool _zlib;
    private bool _ended;
    private uint _length;
    private Adler32 _sum = new();

    public DecodingStream(Stream source, bool gzip, Exchange exchange)
    {
        _tail = new TailStream(source, gzip ? _members : null);
        _gzip = gzip;
        _exchange = exchange;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_ended || count == 0) return 0;
        try
        {
            _inflater ??= Open(_gzip ? null : Header(_tail));
            return Produced(buffer, offset, _inflater.Read(buffer, offset, count));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Damaged(error);
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_ended || count == 0) return 0;
        try
        {
            _inflater ??= Open(_gzip ? null : await HeaderAsync(_tail, cancellationToken).ConfigureAwait(false));
            return Produced(buffer, offset, await _inflater.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Damaged(error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inflater?.Dispose();
        base.Dispose(disposing);
    }

    private Stream Open(MemoryStream? header)
    {
        if (header == null) return new GZipStream(_tail, CompressionMode.Decompress, leaveOpen: true);
        var first = header.ToArray();
        _zlib = first.Length == 2 && (first[0] & 0x0f) == 8 && ((first[0] << 8) | first[1]) % 31 == 0;
        return new DeflateStream(_zlib ? _tail : new PrefixedStream(first, _tail), CompressionMode.Decompress, leaveOpen: true);
    }

    private int Produced(byte[] buffer, int offset, int read)
    {
        if (read > 0)
        {
            _length = unchecked(_length + (uint)read);
            if (_zlib) _sum.Add(buffer, offset, read);
            return read;
        }

        _ended = true;
        if (_tail.Count == 0) return 0;
        var last = Swap(_tail.Last);
        var whole = _gzip ? _tail.Count >= 18 && (last == _length || unchecked(last + _members.Length) == _length) : !_zlib || (_tail.Count >= 6 && _tail.Last == _sum.Value);
        return whole ? 0 : throw _exchange.Cut();
    }

    private Exception Damaged(Exception cause) => _exchange.Malformed("is not what its Content-Encoding says: the compressed data is damaged.", cause);

    private static MemoryStream Header(Stream source)
    {
        var header = new byte[2];
        var count = source.Read(header, 0, 2);
        if (count == 1) count += source.Read(header, 1, 1);
        return new MemoryStream(header, 0, count);
    }

    private static async Task<MemoryStream> HeaderAsync(Stream source, CancellationToken cancellationToken)
    {
        var header = new byte[2];
        var count = await source.ReadAsync(header, 0, 2, cancellationToken).ConfigureAwait(false);
        if (count == 1) count += await source.ReadAsync(header, 1, 1, cancellationToken).ConfigureAwait(false);
        return new MemoryStream(header, 0, count);
    }

    private static uint Swap(uint value) => (value >> 24) | ((value >> 8) & 0xff00) | ((value << 8) & 0xff0000) | (value << 24);
}
