using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>Passes bytes on and remembers the last four, where the gzip and zlib formats keep their check value, and the members of gzip.</summary>
internal sealed class TailStream : ReadOnlyStream
{
    private readonly Stream _source;
    private readonly GzipMembers? _members;

    public TailStream(Stream source, GzipMembers? members)
    {
        _source = source;
        _members = members;
    }

    /// <summary>The last four bytes, the very last one in the lowest bits.</summary>
    public uint Last { get; private set; }

    public long Count { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Saw(buffer, offset, _source.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Saw(buffer, offset, await _source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

    private int Saw(byte[] buffer, int offset, int read)
    {
        for (var i = read > 4 ? read - 4 : 0; i < read; i++) Last = (Last << 8) | buffer[offset + i];
        Count += read;
        _members?.Saw(buffer, offset, read);
        return read;
    }
}
