using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>A raw answer, with all that can go wrong with one. Methods change the answer and return it.</summary>
internal sealed class WireResponse
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly int _status;
    private byte[] _body;
    private string _version = "HTTP/1.1";
    private bool _chunked;
    private bool _withoutLength;
    private byte[]? _raw;

    private WireResponse(int status, byte[] body)
    {
        _status = status;
        _body = body;
    }

    /// <summary>Send only this many bytes, then close; null sends all.</summary>
    public int? CutLength { get; private set; }

    /// <summary>Where to stop and wait for <see cref="HoldUntil"/>.</summary>
    public int HoldLength { get; private set; }

    public Task? HoldUntil { get; private set; }

    public bool Close { get; private set; }

    private int HeadLength => Bytes().AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    public static WireResponse Of(int status, string body = "", params (string Name, string Value)[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(body), headers);

    public static WireResponse Of(int status, byte[] body, params (string Name, string Value)[] headers)
    {
        var response = new WireResponse(status, body);
        foreach (var (name, value) in headers) response.With(name, value);
        return response;
    }

    /// <summary>Exactly these bytes, then close.</summary>
    public static WireResponse Raw(string text) => new(0, []) { _raw = Encoding.Latin1.GetBytes(text), Close = true };

    /// <summary>Close the connection without a byte.</summary>
    public static WireResponse Nothing() => Raw("");

    public WireResponse With(string name, string value)
    {
        _headers.Add(new(name, value));
        return this;
    }

    /// <summary>As several members, one behind the other (RFC 1952 section 2.2).</summary>
    public WireResponse GzipMembers(int memberSize)
    {
        byte[][] members = _body.Chunk(memberSize).Prepend([]).ToArray();
        _body = members.SelectMany(member => Of(200, member).Gzip()._body).ToArray();
        return With("Content-Encoding", "gzip");
    }

    public WireResponse Gzip() => Compress("gzip", stream => new GZipStream(stream, CompressionLevel.Optimal, true));

    /// <summary>The zlib format, as RFC 9110 section 8.4.1.2 says.</summary>
    public WireResponse Deflate() => Compress("deflate", stream => new ZLibStream(stream, CompressionLevel.Optimal, true));

    /// <summary>Without the zlib wrapper, as some servers do.</summary>
    public WireResponse RawDeflate() => Compress("deflate", stream => new DeflateStream(stream, CompressionLevel.Optimal, true));

    /// <summary>Drops the last bytes of the body but declares the shorter length: whole for HTTP, cut for the format inside.</summary>
    public WireResponse Shorten(int count)
    {
        _body = _body[..^count];
        return this;
    }

    public WireResponse Chunked()
    {
        _chunked = true;
        return this;
    }

    /// <summary>The body ends with the connection.</summary>
    public WireResponse UntilClose()
    {
        _withoutLength = Close = true;
        return this;
    }

    public WireResponse Http10()
    {
        _version = "HTTP/1.0";
        Close = true;
        return this;
    }

    /// <summary>Closes after the answer, saying so.</summary>
    public WireResponse Closing()
    {
        Close = true;
        return With("Connection", "close");
    }

    /// <summary>Closes after the answer without a word.</summary>
    public WireResponse ClosingSilently()
    {
        Close = true;
        return this;
    }

    public WireResponse CutAt(int length)
    {
        CutLength = length;
        return this;
    }

    /// <summary>Cuts after this many bytes of the body as sent.</summary>
    public WireResponse CutBodyAt(int length) => CutAt(HeadLength + length);

    /// <summary>Sends the first bytes, then waits.</summary>
    public WireResponse HoldAt(int length, Task until)
    {
        HoldLength = length;
        HoldUntil = until;
        return this;
    }

    public WireResponse HoldBodyAt(int length, Task until) => HoldAt(HeadLength + length, until);

    public byte[] Bytes()
    {
        if (_raw != null) return _raw;
        var head = new StringBuilder($"{_version} {_status} Status {_status}\r\n");
        foreach (var header in _headers) head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        if (_chunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (!_withoutLength && _status is not (204 or 304)) head.Append("Content-Length: ").Append(_body.Length).Append("\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. _chunked ? Chunks() : _body];
    }

    private byte[] Chunks() =>
    [
        .. _body.Chunk(1000).SelectMany(chunk =>
            (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\n\r\n"u8,
    ];

    private WireResponse Compress(string name, Func<Stream, Stream> format)
    {
        using var target = new MemoryStream();
        using (var compressor = format(target)) compressor.Write(_body);
        _body = target.ToArray();
        return With("Content-Encoding", name);
    }
}
