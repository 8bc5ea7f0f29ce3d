namespace CalDavSync.Sandbox.Http;

/// <summary>One complete request: the body has been read to its end.</summary>
internal sealed class HttpRequest
{
    public HttpRequest(string method, string path, bool isHttp11, HeaderList headers, byte[] body)
    {
        Method = method;
        Path = path;
        IsHttp11 = isHttp11;
        Headers = headers;
        Body = body;
    }

    public string Method { get; }

    /// <summary>The path as it was sent: percent-encoded, without query.</summary>
    public string Path { get; }

    public bool IsHttp11 { get; }

    public HeaderList Headers { get; }

    public byte[] Body { get; }
}
