using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace CalDavSync.Sandbox.Http;

/// <summary>Puts answers on the wire: length or chunks, gzip when the client takes it, HEAD without a body.</summary>
internal sealed class ResponseSender
{
    private const int WorthCompressing = 1024;

    private readonly Stream _network;
    private readonly BodyWriter _writer = new();

    public ResponseSender(Stream network) => _network = network;

    /// <summary>Sends an answer; a request that could not be parsed is null.</summary>
    public void Send(HttpRequest? request, HttpResponse response, bool close)
    {
        bool hasBody = response.Status is not (204 or 304 or < 200);
        bool gzip = hasBody && request is not null && !response.Uncompressed && AcceptsGzip(request)
            && (response.Stream is not null || response.Body.Length >= WorthCompressing);
        bool chunked = request is { IsHttp11: true } && !response.AsHttp10;
        byte[] Head(int? length) => FormatHead(response, hasBody ? length : null, gzip, hasBody && length is null && chunked, close);

        if (!hasBody || request?.Method == "HEAD")
        {
            byte[] head = Head(response.Body.Length);
            _network.Write(head, 0, head.Length);
            return;
        }

        using OutgoingBody body = new(_network, Head, chunked, response.CutAfter);
        if (gzip)
        {
            using GZipStream compressed = new(body, CompressionLevel.Fastest, leaveOpen: true);
            WriteBody(response, compressed);
        }
        else
        {
            WriteBody(response, body);
        }

        body.Finish();
    }

    /// <summary>An answer longer than the buffer needs the end of the connection when it cannot be chunked.</summary>
    public static bool MustClose(HttpRequest request, HttpResponse response) =>
        response.Close || response.AsHttp10 || response.CutAfter is not null
        || request.Headers.HasToken("Connection", "close")
        || !request.IsHttp11;

    private void WriteBody(HttpResponse response, Stream target)
    {
        if (response.Stream is null)
        {
            target.Write(response.Body, 0, response.Body.Length);
            return;
        }

        if (response.Transform is { } transform)
        {
            using MemoryStream collected = new();
            _writer.Begin(collected, BodyWriter.Utf8);
            response.Stream(_writer);
            _writer.End();
            string text = transform(BodyWriter.Utf8.GetString(collected.ToArray()));
            _writer.Begin(target, response.Encoding);
            _writer.Raw(text).End();
            return;
        }

        _writer.Begin(target, response.Encoding);
        response.Stream(_writer);
        _writer.End();
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        string? accepted = request.Headers.Joined("Accept-Encoding");
        return accepted is not null && accepted.Split(',').Any(part =>
        {
            string[] pieces = part.Split(';');
            return pieces[0].Trim().Equals("gzip", StringComparison.OrdinalIgnoreCase)
                && !pieces.Skip(1).Any(piece => piece.Replace(" ", string.Empty).TrimEnd('0', '.') is "q=");
        });
    }

    private static byte[] FormatHead(HttpResponse response, int? length, bool gzip, bool chunked, bool close)
    {
        StringBuilder head = new(256);
        head.Append(response.AsHttp10 ? "HTTP/1.0 " : "HTTP/1.1 ")
            .Append(response.Status.ToString(CultureInfo.InvariantCulture)).Append(' ')
            .Append(StatusText.Reason(response.Status)).Append("\r\n");
        head.Append("Server: CalDavSync-Sandbox\r\n");
        foreach (KeyValuePair<string, string> field in response.Headers.Fields)
        {
            head.Append(field.Key).Append(": ").Append(field.Value).Append("\r\n");
        }

        if (gzip) head.Append("Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n");
        if (chunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (length is { } known && response.Status >= 200) head.Append("Content-Length: ").Append(known.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        if (close) head.Append("Connection: close\r\n");
        head.Append("\r\n");
        return BodyWriter.Utf8.GetBytes(head.ToString());
    }
}
