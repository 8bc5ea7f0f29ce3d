using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;

namespace CalDavSync.Http;

/// <summary>Makes the request for the wire: always with a Content-Length, never with Expect (Q134), over HTTP/1.1 (Q133).</summary>
internal sealed class RequestFactory : IDisposable
{
    // How bodies are framed and packed is not for the user to say.
    private static readonly HashSet<string> Reserved =
        new(StringComparer.OrdinalIgnoreCase)
        {
            "Accept-Encoding", "Authorization", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Transfer-Encoding",
        };

    private static readonly Dictionary<string, HttpMethod> Methods = MakeMethods();

    private readonly KeyValuePair<string, string>[] _everywhere;
    private readonly KeyValuePair<string, string>[] _originOnly;
    private readonly IDisposable _hidden;

    /// <exception cref="ArgumentException">A header has a name or value that cannot be sent.</exception>
    public RequestFactory(TransportOptions options)
    {
        RequireSendable("User-Agent", options.UserAgent);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = options.UserAgent };
        foreach (var header in options.Headers)
        {
            RequireSendable(header.Key, header.Value);
            if (header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) Authorization = header.Value;
            if (!Reserved.Contains(header.Key)) headers[header.Key] = header.Value;
        }

        var everywhere = new List<KeyValuePair<string, string>>();
        var originOnly = new List<KeyValuePair<string, string>>();
        foreach (var header in headers) (IsForOrigin(header.Key) ? originOnly : everywhere).Add(header);
        _everywhere = everywhere.ToArray();
        _originOnly = originOnly.ToArray();
        _hidden = KnownSecrets.Hide(Array.ConvertAll(_originOnly, header => Redaction.IsSecretHeader(header.Key) ? header.Value : null));
    }

    /// <summary>The Authorization header among the user's; null when there is none.</summary>
    public string? Authorization { get; }

    public HttpRequestMessage Create(HttpCall call, Uri address, bool isTrusted)
    {
        var request = new HttpRequestMessage(Method(call.Method), WireAddress.Exact(address)) { Version = HttpVersion.Version11 };
        if (call.Body != null) request.Content = new ByteArrayContent(call.Body);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate");
        if (call.ContentType != null) request.Content?.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        if (call.Depth != null) request.Headers.TryAddWithoutValidation("Depth", call.Depth);
        foreach (var header in call.Headers)
        {
            RequireSendable(header.Key, header.Value);
            Add(request, header);
        }

        foreach (var header in _everywhere) AddDefault(request, header);
        if (isTrusted)
        {
            foreach (var header in _originOnly) AddDefault(request, header);
        }

        return request;
    }

    public void Dispose() => _hidden.Dispose();

    /// <exception cref="ArgumentException">The name or value cannot be sent.</exception>
    public static void RequireSendable(string name, string value)
    {
        if (name.Length == 0) throw new ArgumentException("A header without a name cannot be sent.");
        foreach (var character in name)
        {
            if (character is <= ' ' or >= '\x7f' or ':') throw new ArgumentException($"'{Excerpt.Of(name)}' is no name of an HTTP header.");
        }

        foreach (var character in value)
        {
            if (character is (< ' ' and not '\t') or >= '\x7f')
                throw new ArgumentException($"The value of the header {name} has characters that cannot be sent; only printable ASCII can.");
        }
    }

    private static bool IsForOrigin(string name) => Redaction.IsSecretHeader(name) || name.Equals("Host", StringComparison.OrdinalIgnoreCase);

    private static void AddDefault(HttpRequestMessage request, KeyValuePair<string, string> header)
    {
        if (!request.Headers.TryGetValues(header.Key, out _)) Add(request, header);
    }

    private static void Add(HttpRequestMessage request, KeyValuePair<string, string> header)
    {
        // Content headers (Content-Language, say) are refused by the one collection and taken by the other.
        if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value))
            request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    private static HttpMethod Method(string name) => Methods.TryGetValue(name, out var method) ? method : new HttpMethod(name);

    private static Dictionary<string, HttpMethod> MakeMethods()
    {
        var methods = new Dictionary<string, HttpMethod>(StringComparer.Ordinal);
        foreach (var name in new[] { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND", "PROPPATCH", "REPORT", "MKCALENDAR", "MKCOL", "MOVE" })
            methods[name] = new HttpMethod(name);
        return methods;
    }
}
