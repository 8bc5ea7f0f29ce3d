using System;
using System.Text;

namespace CalDavSync.Sandbox.Http;

/// <summary>An answer: either a finished body or a delegate that streams one.</summary>
internal sealed class HttpResponse
{
    private static readonly byte[] Nothing = Array.Empty<byte>();

    public HttpResponse(int status) => Status = status;

    public int Status { get; set; }

    public HeaderList Headers { get; } = new();

    public byte[] Body { get; set; } = Nothing;

    /// <summary>Writes the body piece by piece; takes precedence over <see cref="Body"/>.</summary>
    public Action<BodyWriter>? Stream { get; set; }

    /// <summary>The encoding of a streamed body.</summary>
    public Encoding Encoding { get; set; } = BodyWriter.Utf8;

    /// <summary>Close the connection after this answer.</summary>
    public bool Close { get; set; }

    /// <summary>Answer as an HTTP/1.0 server does: no chunks, connection closed.</summary>
    public bool AsHttp10 { get; set; }

    /// <summary>Never compress this answer.</summary>
    public bool Uncompressed { get; set; }

    /// <summary>Close the connection after this many bytes of the body; null means never.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Close the connection instead of sending anything.</summary>
    public bool Abort { get; set; }

    /// <summary>Rewrites the whole of a streamed body, which then has to be collected first.</summary>
    public Func<string, string>? Transform { get; set; }

    public static HttpResponse Text(int status, string text, string contentType = "text/plain; charset=utf-8")
    {
        HttpResponse response = new(status) { Body = BodyWriter.Utf8.GetBytes(text) };
        response.Headers.Add("Content-Type", contentType);
        return response;
    }

    public static HttpResponse Xml(int status, Action<BodyWriter> write)
    {
        HttpResponse response = new(status) { Stream = write };
        response.Headers.Add("Content-Type", "application/xml; charset=utf-8");
        return response;
    }
}
