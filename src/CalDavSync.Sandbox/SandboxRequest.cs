using System;
using System.Collections.Generic;
using System.Text;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox;

/// <summary>One request the server answered, as a test wants to look at it afterwards.</summary>
public sealed class SandboxRequest
{
    private readonly HttpRequest _request;

    internal SandboxRequest(HttpRequest request, int status, DateTime timestamp)
    {
        _request = request;
        Status = status;
        Timestamp = timestamp;
    }

    /// <summary>The HTTP method, as sent.</summary>
    public string Method => _request.Method;

    /// <summary>The path as sent: percent-encoded, without a query.</summary>
    public string Path => _request.Path;

    /// <summary>The header fields in the order they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _request.Headers.Fields;

    /// <summary>The body decoded as UTF-8; empty when there was none.</summary>
    public string Body => Encoding.UTF8.GetString(_request.Body);

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; }

    /// <summary>When it was answered, by the server's clock, in UTC.</summary>
    public DateTime Timestamp { get; }

    internal int BodyLength => _request.Body.Length;

    /// <summary>The value of a header field, or null.</summary>
    /// <param name="name">The field name; case does not matter.</param>
    public string? Header(string name) => _request.Headers.Joined(name);

    /// <inheritdoc/>
    public override string ToString() => Method + " " + Path + " → " + Status;
}
