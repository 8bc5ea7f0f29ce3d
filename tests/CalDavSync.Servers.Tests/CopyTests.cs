using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Copy;
using CalDavSync.Migration.Reading;
using CalDavSync.SyncProcess;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>A calendar that moves to another make of server and back is the same calendar.</summary>
[Collection(ServerCollection.Name)]
public sealed class CopyTests : IDisposable
{
    private const int Items = 200;
    private readonly string _folder = Directory.CreateTempSubdirectory("caldavsync-copy-").FullName;
    private readonly List<OtherClient> _clients = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calendar_comes_back_from_another_server_as_it_was()
    {
        Uri source = await MakeAsync("radicale");
        foreach ((string uid, string text) in VariedItems.Take(Items)) await Client("radicale").PutTextAsync(new Uri(source, Uri.EscapeDataString(uid) + ".ics"), text, Cancellation);
        Uri copied = await MakeAsync("xandikos");
        Uri returned = await MakeAsync("radicale");
        await MoveAsync("radicale", source, "xandikos", copied);
        await MoveAsync("xandikos", copied, "radicale", returned);
        Assert.Empty(await DifferencesAsync("radicale", source, "radicale", returned));
    }

    public void Dispose()
    {
        foreach (OtherClient client in _clients) client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Copies everything, finds both sides equal, and copies nothing in a second run of two requests.</summary>
    private async Task MoveAsync(string from, Uri source, string to, Uri target)
    {
        CalDavCopyResult first = await CopyAsync(from, source, to, target);
        Assert.Equal((Items, 0, 0, 0), (first.Created, first.Updated, first.Skipped, first.Refused));
        Assert.Empty(await DifferencesAsync(from, source, to, target));
        using var requests = new RequestCounter();
        CalDavCopyResult second = await CopyAsync(from, source, to, target, requests);
        Assert.Equal((0, 0, Items, 0), (second.Created, second.Updated, second.Skipped, second.Refused));
        Assert.Equal(2, requests.Count);
    }

    private async Task<CalDavCopyResult> CopyAsync(string from, Uri source, string to, Uri target, RequestCounter? requests = null)
    {
        using EngineSession reading = await OpenAsync(from, source);
        using EngineSession writing = await OpenAsync(to, target);
        requests?.Clear();
        var request = new CopyRequest(reading.Calendar, writing.Calendar) { StatePath = _folder };
        return await new CalendarCopy(reading.Client, writing.Client, request, new StrictCopyObserver(), SilentLog.Instance, SystemClock.Instance).RunAsync(Cancellation);
    }

    private async Task<List<string>> DifferencesAsync(string reference, Uri one, string difference, Uri other)
    {
        using EngineSession left = await OpenAsync(reference, one);
        using EngineSession right = await OpenAsync(difference, other);
        var found = new List<string>();
        var comparison = new CalendarComparison(Side(left), Side(right), new ComparisonOptions(), row => found.Add($"{row.SideIndicator} {row.Uid} {string.Join(' ', row.Property)}"), (_, error) => throw error);
        Assert.Equal(found.Count == 0, await comparison.RunAsync(Cancellation));
        return found;
    }

    private static CalendarSide Side(EngineSession session) => new(session.Client, session.Calendar, SystemClock.Instance, SilentLog.Instance);

    private Task<EngineSession> OpenAsync(string name, Uri calendar) => EngineSession.OpenAsync(calendar, Client(name).Server.User, Client(name).Server.Password, Cancellation);

    private Task<Uri> MakeAsync(string name) => Client(name).CreateCalendarAsync("copy-" + Guid.NewGuid().ToString("N")[..6], 0, Cancellation);

    private OtherClient Client(string name)
    {
        if (_clients.FirstOrDefault(client => client.Server.Name == name) is { } known) return known;
        RealServer? server = RealServer.Find(name);
        Assert.SkipWhen(server is null, $"{name} is not running ({RealServer.Variable(name)} is not set)");
        _clients.Add(new OtherClient(server));
        return _clients[^1];
    }
}
