using System;
using System.Collections.Generic;
using System.IO;

namespace CalDavSync.Http;

/// <summary>The final answer to a call: any status but a redirect that was followed or a failure that was retried.</summary>
internal sealed class HttpAnswer : IDisposable
{
    private readonly IDisposable _owner;
    private readonly Func<string, IReadOnlyList<string>> _header;

    public HttpAnswer(Uri uri, string method, int status, string reason, Func<string, IReadOnlyList<string>> header, Stream body, IDisposable owner)
    {
        Uri = uri;
        Method = method;
        Status = status;
        Reason = reason;
        _header = header;
        Body = body;
        _owner = owner;
    }

    /// <summary>The address that answered, after redirects.</summary>
    public Uri Uri { get; }

    public string Method { get; }

    public int Status { get; }

    public string Reason { get; }

    /// <summary>Decompressed and bounded. Reading throws CalDavException subclasses only: cut bodies, timeouts, too large.</summary>
    public Stream Body { get; }

    /// <summary>The values of a response or content header; empty when it is absent.</summary>
    public IReadOnlyList<string> Header(string name) => _header(name);

    /// <summary>The first value of a header, or null.</summary>
    public string? FirstHeader(string name) => Header(name) is { Count: > 0 } values ? values[0] : null;

    public void Dispose()
    {
        Body.Dispose();
        _owner.Dispose();
    }
}
