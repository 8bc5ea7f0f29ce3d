using System;
using System.Collections.Generic;

namespace CalDavSync.Http;

/// <summary>One request as the layers above want it; authentication, retries and redirects are the transport's.</summary>
internal sealed class HttpCall
{
    public HttpCall(string method, Uri uri)
    {
        Method = method;
        Uri = uri;
    }

    public string Method { get; }

    public Uri Uri { get; }

    /// <summary>The whole body; sent with a Content-Length, never chunked (Q134).</summary>
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The Depth header: 0, 1, infinity or null for none.</summary>
    public string? Depth { get; init; }

    /// <summary>Further headers, sent as they are (If-Match, Prefer, Destination, …).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = Array.Empty<KeyValuePair<string, string>>();

    /// <summary>
    /// The request may be repeated after a failure that leaves its effect unknown. True by itself for GET, HEAD, OPTIONS, PROPFIND and
    /// REPORT; set it for writes that are conditional or otherwise harmless to repeat.
    /// </summary>
    public bool? IsRepeatable { get; init; }

    /// <summary>The first answer is the last word, also one that says that the server is busy. What never reached the server is sent again.</summary>
    public bool IsSentOnce { get; init; }

    /// <summary>Retries at most, where the caller has another way to go on; null: as many as the connection allows.</summary>
    public int? MaximumRetryCount { get; init; }
}
