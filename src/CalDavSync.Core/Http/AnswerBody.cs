using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Http;

/// <summary>The body as the layers above see it: decompressed, bounded, and with a look-ahead for the shapes of errors.</summary>
internal sealed class AnswerBody : ReadOnlyStream
{
    private readonly Stream _content;
    private readonly WireStream _wire;
    private readonly Exchange _exchange;
    private readonly long _maximum;
    private readonly ExchangeTrace? _trace;
    private byte[] _ahead = Array.Empty<byte>();
    private int _position;
    private int _aheadLength;
    private long _length;
    private CalDavException? _failure;

    public AnswerBody(Stream content, WireStream wire, Exchange exchange, long maximum, ExchangeTrace? trace)
    {
        _content = content;
        _wire = wire;
        _exchange = exchange;
        _maximum = maximum;
        _trace = trace;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        TakeAhead(buffer, offset, count) is > 0 and var taken ? taken : Passed(buffer, offset, _content.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        TakeAhead(buffer, offset, count) is > 0 and var taken
            ? taken
            : Passed(buffer, offset, await _content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// The first bytes as UTF-8 text; whoever reads the body afterwards still gets them. A body that fails meanwhile fails for the reader,
    /// after the bytes that did come.
    /// </summary>
    public async Task<string> PeekAsync(int count)
    {
        if (_ahead.Length == 0)
        {
            var ahead = new byte[count];
            try
            {
                while (_aheadLength < count)
                {
                    var read = Passed(ahead, _aheadLength, await _content.ReadAsync(ahead, _aheadLength, count - _aheadLength, CancellationToken.None).ConfigureAwait(false));
                    if (read == 0) break;
                    _aheadLength += read;
                }
            }
            catch (CalDavException error)
            {
                _failure = error;
            }
            catch (OperationCanceledException)
            {
                Dispose();
                throw;
            }

            _ahead = ahead;
        }

        return Encoding.UTF8.GetString(_ahead, 0, Math.Min(count, _aheadLength));
    }

    /// <summary>Reads a short body to its end, so that the connection can be used again, and disposes it.</summary>
    public async Task DiscardAsync()
    {
        await PeekAsync(4096).ConfigureAwait(false);
        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trace?.BodyEnded();
            if (_content != _wire) _content.Dispose();
            _wire.Dispose();
        }

        base.Dispose(disposing);
    }

    private int TakeAhead(byte[] buffer, int offset, int count)
    {
        if (_ahead.Length == 0) return 0;
        var taken = Math.Min(count, _aheadLength - _position);
        if (taken == 0 && count > 0 && _failure != null) throw _failure;
        Buffer.BlockCopy(_ahead, _position, buffer, offset, taken);
        _position += taken;
        return taken;
    }

    private int Passed(byte[] buffer, int offset, int read)
    {
        _length += read;
        if (_length > _maximum)
            throw _exchange.Malformed($"is larger than the {_maximum} bytes allowed for one answer. Ask for less at a time.");
        if (_trace != null && read > 0) _trace.BodyPart(buffer, offset, read);
        else if (read == 0) _trace?.BodyEnded();
        return read;
    }
}
