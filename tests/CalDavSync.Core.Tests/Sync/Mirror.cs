using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>A user of the engine: keeps the sum of all records it was given, over a state folder of its own.</summary>
internal sealed class Mirror : IDisposable
{
    private readonly SandboxServer _server;
    private readonly IClock _clock;
    private CalDavClient? _client;

    public Mirror(SandboxServer server, IClock? clock = null)
    {
        _server = server;
        _clock = clock ?? SystemClock.Instance;
        Folder = Path.Combine(Path.GetTempPath(), "caldavsync-tests", Guid.NewGuid().ToString("N"));
    }

    public string Folder { get; }

    /// <summary>After a crash records come again; then a deletion may be told twice.</summary>
    public bool RepeatsAllowed { get; init; }

    /// <summary>Where to connect instead of the server itself.</summary>
    public Uri? Through { get; init; }

    public RecordingLog Log { get; private set; } = new();

    public RecordingObserver Observer { get; private set; } = new();

    /// <summary>What the records add up to: address as received to entity tag.</summary>
    public Dictionary<string, string?> Items { get; } = new(StringComparer.Ordinal);

    public CalDavSyncToken? Token { get; private set; }

    public async Task<CalDavClient> ConnectAsync()
    {
        return _client ??= await CalDavClient.ConnectAsync(
            new ConnectRequest((Through ?? _server.EntryUri).AbsoluteUri, Options()),
            new RequestContext(Log),
            _clock,
            CancellationToken.None);
    }

    public async Task<CalDavCalendar> CalendarAsync()
    {
        CalDavClient client = await ConnectAsync();
        IReadOnlyList<CalDavCalendar> calendars = await client.ListCalendarsAsync(new RequestContext(Log), CancellationToken.None);
        return calendars.Single(calendar => calendar.Name == "work");
    }

    public async Task<CalDavSyncToken> SyncAsync(Func<CalDavCalendar, SyncRequest>? request = null, RecordingObserver? observer = null)
    {
        CalDavCalendar calendar = await CalendarAsync();
        Log = new RecordingLog { WantsDebug = false };
        Observer = observer ?? new RecordingObserver();
        _server.ClearRequests();
        var engine = new SyncEngine(await ConnectAsync(), _clock);
        SyncRequest wanted = request?.Invoke(calendar) ?? new SyncRequest(calendar) { StatePath = Folder };
        try
        {
            Token = await engine.RunAsync(wanted, Observer, Log, CancellationToken.None);
        }
        finally
        {
            Add(Observer.Records);
        }

        return Token;
    }

    public SyncRequest WithText(CalDavCalendar calendar) => new(calendar) { StatePath = Folder, IncludeContent = true };

    /// <summary>The sum of all records is exactly what the server holds.</summary>
    public void AssertEqualsServer()
    {
        string[] expected = _server.Calendar.Items.Keys.Order(StringComparer.Ordinal).ToArray();
        string[] actual = Items.Keys.Select(NameOf).Order(StringComparer.Ordinal).ToArray();
        Assert.True(expected.SequenceEqual(actual), $"server: {string.Join(" ", expected)}\nmirror: {string.Join(" ", actual)}\n{Log.Everything}");
    }

    public void Dispose()
    {
        _client?.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static string NameOf(string href) => Uri.UnescapeDataString(href.Substring(href.LastIndexOf('/') + 1));

    private void Add(IEnumerable<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records)
        {
            switch (record)
            {
                case CalDavChange change:
                    Items[change.Href!] = change.ETag;
                    break;
                case CalDavDeletion deletion:
                    Assert.True(Items.Remove(deletion.Href!) || RepeatsAllowed, $"{deletion.Href} was deleted but never there.");
                    break;
                default:
                    break;
            }
        }
    }

    private TransportOptions Options() => new()
    {
        Authentication = AuthenticationScheme.Password,
        UserName = _server.UserName,
        Password = new NetworkCredential(string.Empty, _server.Password).SecurePassword,
    };
}
