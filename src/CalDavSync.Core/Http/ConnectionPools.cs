using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;

namespace CalDavSync.Http;

/// <summary>
/// Two ways to the server: over connections that are used again and again, and, for servers that close each one after its answer (HTTP/1.0,
/// Connection: close), over fresh ones: the runtime would otherwise use a connection that the server is just closing.
/// </summary>
internal sealed class ConnectionPools : IDisposable
{
    // Servers also close a connection now and then (after a thousand requests, say); that alone says nothing about the next one.
    private const int ClosedInARow = 2;

    private readonly ConcurrentDictionary<string, int> _closed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker _kept;
    private readonly Lazy<HttpMessageInvoker> _fresh;

    public ConnectionPools(Func<bool, HttpMessageHandler> handler)
    {
        _kept = new HttpMessageInvoker(handler(true));
        _fresh = new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(handler(false)));
    }

    /// <summary>One handler for everything.</summary>
    public ConnectionPools(HttpMessageHandler handler)
    {
        _kept = new HttpMessageInvoker(handler);
        _fresh = new Lazy<HttpMessageInvoker>(() => _kept);
    }

    public HttpMessageInvoker For(Uri address) => IsClosing(address) ? _fresh.Value : _kept;

    /// <summary>Learns from an answer whether its server keeps connections.</summary>
    public void Observe(HttpResponseMessage response, Exchange exchange)
    {
        var old = response.Version < HttpVersion.Version11;
        var closed = response.Headers.ConnectionClose == true || (old && !KeepsAlive(response));
        if (!closed && _closed.IsEmpty) return;
        var server = WireAddress.Server(exchange.Address);
        var before = _closed.TryGetValue(server, out var count) ? count : 0;
        var now = closed ? Math.Min(ClosedInARow, old ? ClosedInARow : before + 1) : 0;
        if (now == before) return;
        _closed[server] = now;
        if (now == ClosedInARow) exchange.Context.Log.Verbose($"{exchange.Address.Host} closes the connection after each answer; each request gets its own.");
    }

    public void Dispose()
    {
        _kept.Dispose();
        if (_fresh.IsValueCreated) _fresh.Value.Dispose();
    }

    private bool IsClosing(Uri address) =>
        !_closed.IsEmpty && _closed.TryGetValue(WireAddress.Server(address), out var count) && count >= ClosedInARow;

    private static bool KeepsAlive(HttpResponseMessage response)
    {
        foreach (var token in response.Headers.Connection)
        {
            if (token.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
