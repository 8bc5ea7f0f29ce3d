using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// One server and one user of the engine, who keeps the sum of all records. <c>await scene.Run("+a ~b -c", 1)</c> syncs and sees to it that
/// exactly a was added, b changed and c deleted, with one request, and that the sum is what the server has.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly ScriptedServer _wire;
    private readonly string _root = Path.Combine(Path.GetTempPath(), "caldavsync-tests", Guid.NewGuid().ToString("N"));
    private CalDavClient? _client;
    private bool _repeats;

    public Scene(params string[] names)
    {
        _wire = new ScriptedServer(request => Server.Answer(request));
        Server.Put(names);
    }

    public FakeCalendar Server { get; } = new();

    public FakeClock Clock { get; } = new();

    public Uri Uri => _wire.At(FakeCalendar.Path);

    public Uri Origin => _wire.Uri;

    /// <summary>Notes when the changes so far were made, on a server that counts in seconds.</summary>
    public Action Stamp { get; set; } = () => { };

    /// <summary>The token the list of calendars gave; null when it gave none.</summary>
    public string? CalendarToken { get; set; }

    /// <summary>When the calendar was listed; null when it does not matter.</summary>
    public DateTimeOffset? CalendarReadAt { get; set; }

    /// <summary>How the next runs are asked for.</summary>
    public Wishes Wishes { get; } = new();

    public RecordingLog Log { get; private set; } = new();

    public RecordingObserver Observer { get; private set; } = new();

    public CalDavSyncToken Last { get; private set; } = null!;

    /// <summary>What the records add up to: name to the last record.</summary>
    public Dictionary<string, CalDavChange> Sum { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests of the last run.</summary>
    public IReadOnlyList<Question> Requests { get; private set; } = [];

    public string Folder => Path.Combine(_root, "state");

    public string NewFolder(string name) => Path.Combine(_root, name);

    /// <summary>A sync that succeeds, with exactly these records.</summary>
    public Task<CalDavSyncToken> Run(string expected, int? requests = null, int atMost = 12) =>
        Run(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), requests, atMost);

    public async Task<CalDavSyncToken> Run(string[] expected, int? requests = null, int atMost = 12)
    {
        CalDavSyncToken token = await SyncAsync(new RecordingObserver());
        Take();
        Assert.Equal(Sorted(expected), Sorted(Told()));
        AssertEqualsServer();
        if (requests is { } exactly) Assert.True(exactly == Requests.Count, Asked("Expected " + exactly));
        Assert.True(Requests.Count <= atMost, Asked("Allowed " + atMost));
        Assert.Equal(Requests.Count, token.Requests);
        _repeats = false;
        return token;
    }

    /// <summary>A sync that fails with one clear error and leaves the state as it was.</summary>
    public async Task<T> Fails<T>(int atMost = 12)
        where T : CalDavException
    {
        string before = StateText();
        T error = await Assert.ThrowsAsync<T>(() => SyncAsync(new RecordingObserver()));
        Take();
        _repeats = true;
        Assert.Equal(before, StateText());
        Assert.NotEqual(string.Empty, error.Message);
        Assert.NotNull(error.Uri);
        Assert.True(Requests.Count <= atMost, Asked("Allowed " + atMost));
        return error;
    }

    /// <summary>A sync whose consumer goes away after so many records.</summary>
    public async Task Breaks(int after)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SyncAsync(new RecordingObserver { BreakAfter = after }));
        Take();
        _repeats = true;
    }

    /// <summary>The next answer to sync-collection has these rows and the newest token; what follows is as it should be.</summary>
    public void Says(params string[] rows)
    {
        bool said = false;
        Server.On(Ask.Sync, _ =>
        {
            if (said) return null;
            said = true;
            return Dav.Multistatus(Server.CurrentToken, rows);
        });
    }

    /// <summary>A sync that says this; whether it is the truth does not matter yet.</summary>
    public async Task Runs(string? expected)
    {
        await SyncAsync(new RecordingObserver());
        Take();
        if (expected is not null) Assert.Equal(Sorted(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Sorted(Told()));
    }

    /// <summary>The run before broke off; what it told may come again.</summary>
    public void Resume()
    {
        Take();
        _repeats = true;
    }

    public async Task<CalDavClient> ConnectAsync() => _client ??= await CalDavClient.ConnectAsync(
        new ConnectRequest(Uri.AbsoluteUri, new TransportOptions()) { NoDiscovery = true, ServerProfile = Wishes.ServerProfile }, new RequestContext(Log), Clock, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _wire.DisposeAsync();
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    private async Task<CalDavSyncToken> SyncAsync(RecordingObserver observer)
    {
        // Signing in is not what these scenarios are about.
        Server.Behaves = true;
        CalDavClient client = await ConnectAsync();
        Server.Behaves = false;
        var calendar = new CalDavCalendar(Uri, "work", client.Connection)
        {
            Reports = Server.Reports,
            SupportsSync = Server.Reports.Contains("sync-collection"),
            Components = Wishes.Components,
            SyncToken = CalendarToken,
            ReadAt = CalendarReadAt,
            Identity = Server.Identity,
        };
        Log = new RecordingLog { WantsDebug = false };
        Observer = observer;
        int before = _wire.Requests.Count;
        try
        {
            Last = await new SyncEngine(client, Clock).RunAsync(Wishes.For(calendar, Folder), observer, Log, CancellationToken.None);
            if (Wishes.SyncToken is not null) Wishes.SyncToken = Last.SyncToken;
        }
        finally
        {
            Requests = _wire.Requests.Skip(before).Select(request => new Question(request)).ToList();
        }

        return Last;
    }

    // Adds up what came; a run that was broken off may repeat records, any other may not.
    private void Take()
    {
        foreach (CalDavSyncRecord record in Observer.Records)
        {
            if (record is CalDavSyncToken) continue;
            string name = Server.NameOf(record.Href!);
            bool known = Sum.ContainsKey(name);
            bool stateless = Wishes.SyncToken is not null;
            if (record is CalDavChange change)
            {
                Assert.True(_repeats || stateless || known == (record.Kind == CalDavRecordKind.Changed), $"{record.Kind} {name}, which was {(known ? "" : "not ")}known.");
                Sum[name] = change;
                continue;
            }

            Assert.True(Sum.Remove(name) || _repeats || stateless, $"{name} was deleted but never there.");
        }

        Assert.True(Observer.Records.FindIndex(record => record is CalDavSyncToken) is var at && (at < 0 || at == Observer.Records.Count - 1), "The token is not last.");
    }

    private void AssertEqualsServer()
    {
        if (Wishes.Kinds is not null) return;
        Assert.Equal(Server.Items.Keys, Sum.Keys.Order(StringComparer.Ordinal));
        foreach (FakeItem item in Server.Items.Values)
        {
            CalDavChange change = Sum[item.Name];
            Assert.Equal(Server.Href(item.Name), change.Href);
            if (Wishes.ETagsMatter) Assert.Equal(Server.ETag(item), change.ETag);
            if (Wishes.IncludeContent && change.Content is { } text) Assert.Equal(item.Text, text);
            if (Wishes.Destination is { } folder) Assert.Equal(item.Text, File.ReadAllText(Path.Combine(folder, item.Name + ".ics")));
        }

        if (Wishes.Destination is { } mirror && Directory.Exists(mirror)) Assert.Equal(Server.Items.Count, Directory.GetFiles(mirror).Length);
    }

    private IEnumerable<string> Told() => Observer.Records.Where(record => record is not CalDavSyncToken).Select(record => record.Kind switch
    {
        CalDavRecordKind.Added => "+",
        CalDavRecordKind.Changed => "~",
        _ => "-",
    } + Server.NameOf(record.Href!));

    private static string Sorted(IEnumerable<string> records) => string.Join(" ", records.Order(StringComparer.Ordinal));

    private string StateText() => Directory.Exists(Folder)
        ? string.Join("\n", Directory.GetFiles(Folder, "*.journal").Order().Select(path => path + "\n" + Convert.ToBase64String(File.ReadAllBytes(path))))
        : string.Empty;

    private string Asked(string expected) =>
        $"{expected} requests, made {Requests.Count}: {string.Join(", ", Requests.Select(question => question.Kind))}\n{Log.Everything}";
}
