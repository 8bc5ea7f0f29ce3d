using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace CalDavSync.Sandbox.Http;

/// <summary>Reads requests from one connection, one after the other; bytes of a pipelined next request stay in the buffer.</summary>
internal sealed class RequestReader
{
    private const int MaximumHead = 64 * 1024;
    private const int MaximumBody = 64 * 1024 * 1024;
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public RequestReader(Stream stream) => _stream = stream;

    /// <summary>The next request, or null when the client closed the connection between two requests.</summary>
    /// <exception cref="HttpFailureException">The request is malformed, too large or of an unknown version.</exception>
    public HttpRequest? Read()
    {
        int budget = MaximumHead;
        string? requestLine = ReadLine(ref budget, allowEnd: true);
        if (requestLine is { Length: 0 }) requestLine = ReadLine(ref budget, allowEnd: true);
        if (requestLine is null) return null;

        string[] parts = requestLine.Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0])) throw new HttpFailureException(400, "The request line is malformed.");
        bool isHttp11 = parts[2] == "HTTP/1.1";
        if (!isHttp11 && parts[2] != "HTTP/1.0") throw new HttpFailureException(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");

        HeaderList headers = ReadHeaders(ref budget);
        if (isHttp11 && headers["Host"] is null) throw new HttpFailureException(400, "The Host header is missing.");
        // The bytes of an unencoded path are UTF-8 whenever a client sends such a path at all.
        string target = BodyWriter.Utf8.GetString(Latin1.GetBytes(parts[1]));
        return new HttpRequest(parts[0], PathOf(target), isHttp11, headers, ReadBody(headers, isHttp11));
    }

    private static string PathOf(string target)
    {
        if (target == "*") return target;
        if (!target.StartsWith("/", StringComparison.Ordinal))
        {
            int scheme = target.IndexOf("://", StringComparison.Ordinal);
            if (scheme < 0) throw new HttpFailureException(400, "The request target is malformed.");
            int slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target.Substring(slash);
        }

        int end = target.IndexOfAny(new[] { '?', '#' });
        return end < 0 ? target : target.Substring(0, end);
    }

    private HeaderList ReadHeaders(ref int budget)
    {
        HeaderList headers = new();
        while (true)
        {
            string line = ReadLine(ref budget, allowEnd: false)!;
            if (line.Length == 0) return headers;
            int colon = line.IndexOf(':');
            if (colon <= 0 || !IsToken(line.Substring(0, colon))) throw new HttpFailureException(400, "A header line is malformed.");
            headers.Add(line.Substring(0, colon), line.Substring(colon + 1).Trim(' ', '\t'));
        }
    }

    private byte[] ReadBody(HeaderList headers, bool isHttp11)
    {
        string? coding = headers.Joined("Transfer-Encoding");
        string? length = headers.Joined("Content-Length");
        if (coding is not null && length is not null) throw new HttpFailureException(400, "Content-Length and Transfer-Encoding exclude each other.");
        bool expects = isHttp11 && headers["Expect"] is not null;
        if (expects && !headers.HasToken("Expect", "100-continue")) throw new HttpFailureException(417, "Unknown expectation.");

        if (coding is not null)
        {
            if (!string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase)) throw new HttpFailureException(501, "Unknown transfer coding.");
            if (expects) _stream.Write(Continue, 0, Continue.Length);
            return ReadChunks();
        }

        if (length is null) return Array.Empty<byte>();
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            throw new HttpFailureException(length.Length > 9 && IsDigits(length) ? 413 : 400, "The Content-Length is not acceptable.");
        }

        if (count > MaximumBody) throw new HttpFailureException(413, "The body is larger than 64 MB.");
        if (expects && count > 0) _stream.Write(Continue, 0, Continue.Length);
        byte[] body = new byte[count];
        ReadExactly(body, 0, count);
        return body;
    }

    private byte[] ReadChunks()
    {
        using MemoryStream body = new();
        byte[] chunk = new byte[8192];
        while (true)
        {
            int budget = 4096;
            string sizeLine = ReadLine(ref budget, allowEnd: false)!.Split(';')[0].Trim();
            if (!int.TryParse(sizeLine, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size) || size < 0)
            {
                throw new HttpFailureException(400, "A chunk size is malformed.");
            }

            if (body.Length + size > MaximumBody) throw new HttpFailureException(413, "The body is larger than 64 MB.");
            if (size == 0) break;
            for (int left = size; left > 0;)
            {
                int part = Math.Min(left, chunk.Length);
                ReadExactly(chunk, 0, part);
                body.Write(chunk, 0, part);
                left -= part;
            }

            int rest = 2;
            if (ReadLine(ref rest, allowEnd: false)!.Length != 0) throw new HttpFailureException(400, "A chunk does not end where it says.");
        }

        int trailer = 8192;
        ReadHeaders(ref trailer);
        return body.ToArray();
    }

    /// <summary>A line without its end; bytes are taken as Latin-1, so nothing is lost.</summary>
    private string? ReadLine(ref int budget, bool allowEnd)
    {
        StringBuilder? line = null;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                if (allowEnd && line is null) return null;
                throw new EndOfStreamException();
            }

            int found = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            int stop = found < 0 ? _end : found;
            budget -= stop - _start + (found < 0 ? 0 : 1);
            if (budget < 0) throw new HttpFailureException(431, "The request head is larger than 64 KB.");
            line ??= new StringBuilder(stop - _start);
            for (int i = _start; i < stop; i++) line.Append((char)_buffer[i]);
            _start = found < 0 ? _end : found + 1;
            if (found < 0) continue;
            if (line.Length > 0 && line[line.Length - 1] == '\r') line.Length--;
            return line.ToString();
        }
    }

    private void ReadExactly(byte[] target, int offset, int count)
    {
        int buffered = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, target, offset, buffered);
        _start += buffered;
        for (int done = buffered; done < count;)
        {
            int got = _stream.Read(target, offset + done, count - done);
            if (got <= 0) throw new EndOfStreamException();
            done += got;
        }
    }

    private bool Fill()
    {
        _start = 0;
        _end = Math.Max(0, _stream.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }

    private static bool IsDigits(string text)
    {
        foreach (char c in text)
        {
            if (c is < '0' or > '9') return false;
        }

        return true;
    }

    private static bool IsToken(string text)
    {
        foreach (char c in text)
        {
            if (c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?={}".IndexOf(c) >= 0) return false;
        }

        return text.Length > 0;
    }
}
