using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>One calendar of a thousand items on each server, filled once; every test starts its own mirror of it.</summary>
public sealed class SharedCalendars : IDisposable
{
    private const int Items = 1_000;
    private readonly ConcurrentDictionary<string, Task<Uri>> _calendars = new();
    private readonly ConcurrentBag<OtherClient> _clients = [];

    /// <summary>Skips the test, with the reason, when the server is not running.</summary>
    internal async Task<(OtherClient Client, Uri Calendar)> OpenAsync(string name, CancellationToken cancellationToken)
    {
        RealServer? server = RealServer.Find(name);
        Assert.SkipWhen(server is null, $"{name} is not running ({RealServer.Variable(name)} is not set)");
        var client = new OtherClient(server);
        _clients.Add(client);
        string calendar = "thousand-" + Guid.NewGuid().ToString("N")[..6];
        return (client, await _calendars.GetOrAdd(name, _ => client.CreateCalendarAsync(calendar, Items, cancellationToken)));
    }

    public void Dispose()
    {
        foreach (OtherClient client in _clients) client.Dispose();
    }
}
