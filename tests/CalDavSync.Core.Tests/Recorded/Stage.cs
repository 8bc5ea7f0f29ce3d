using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Http;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using CalDavSync.Sync;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>
/// The engine before one server: a recorded one, or, with CALDAVSYNC_RECORD naming the folder of the recordings, a running one that is recorded
/// meanwhile. Both times the same scenario runs and the same records are expected.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _scenario;
    private readonly string _calendarName;
    private readonly LiveServer? _live;
    private readonly ExchangeSource? _source;
    private readonly ScriptedServer _wire;
    private readonly TimeSpan _pause;
    private readonly FakeClock _replayClock = new();
    private readonly string _root = Path.Combine(Path.GetTempPath(), "caldavsync-tests", Guid.NewGuid().ToString("N"));
    private readonly SortedSet<string> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sum = new(StringComparer.Ordinal);
    private CalDavClient? _client;
    private string _answers = string.Empty;

    public Stage(string server, string scenario)
    {
        _server = server;
        _scenario = scenario;
        _calendarName = server == "calypso" ? "calendar" : "recorded-" + scenario;
        if (RecordTo is not null)
        {
            _live = LiveServer.Find(server, _calendarName);
            // A server with times for tokens needs a pause around edits; only a recording has to wait for it.
            if (server == "sogo") _pause = TimeSpan.FromMilliseconds(2100);
            Assert.SkipWhen(_live is null, $"{server} is not running");
        }
        else
        {
            _source = new ExchangeSource(RecordingFile.Read(Path.Combine(AppContext.BaseDirectory, "Recorded", server, scenario + ".http")));
        }

        _wire = new ScriptedServer(request => _live is not null ? _live.Answer(request, Origin) : _source!.Answer(request, Origin));
    }

    public RecordingLog Log { get; private set; } = new() { WantsDebug = false };

    public RecordingObserver Observer { get; private set; } = new();

    public CalDavConnection Connection => _client!.Connection;

    public IReadOnlyList<CalDavCalendar> Calendars { get; private set; } = [];

    public CalDavSyncToken Last { get; private set; } = null!;

    private static string? RecordTo => Environment.GetEnvironmentVariable("CALDAVSYNC_RECORD") is { Length: > 0 } folder ? folder : null;

    private Uri Origin => _wire.Uri;

    private IClock Clock => _live is null ? _replayClock : SystemClock.Instance;

    public async Task PutAsync(string summary, params string[] names)
    {
        if (_live is not null) await _live.Editor.PutAsync(summary, names);
        _items.UnionWith(names);
    }

    public async Task DeleteAsync(params string[] names)
    {
        if (_live is not null) await Task.Delay(_pause);
        if (_live is not null) await _live.Editor.DeleteAsync(names);
        _items.ExceptWith(names);
    }

    /// <summary>The calendar is deleted and made again, empty.</summary>
    public async Task MakeAgainAsync()
    {
        // Cyrus tells calendars apart by the second they were made in.
        if (_live is not null && _items.Count > 0) await Task.Delay(1100);
        if (_live is not null) await _live.Editor.ResetAsync();
        _items.Clear();
    }

    /// <summary>The item is deleted after it was listed and before it is read.</summary>
    public void DeleteBeforeTexts(string name)
    {
        if (_live is not null) _live.BeforeTexts = () => _live.Editor.DeleteAsync(name).GetAwaiter().GetResult();
        _items.Remove(name);
    }

    /// <summary>The server is asked with a token it does not know in place of the engine's; the recording shows the engine's.</summary>
    public void SpoilTokens(bool isSpoiled)
    {
        if (_live is not null) _live.TokenInstead = isSpoiled ? "no-such-token" : null;
    }

    public async Task ConnectAsync()
    {
        await StepAsync("connect", async () =>
        {
            string entry = _live?.Entry.AbsolutePath ?? _source!.Entry;
            var options = new TransportOptions { Authentication = AuthenticationScheme.Password, UserName = "alice", Password = Secret.Of("wonderland"), NoProxy = true };
            _client = await CalDavClient.ConnectAsync(new ConnectRequest(new Uri(Origin, entry).AbsoluteUri, options), new RequestContext(Log), Clock, CancellationToken.None);
        });
        await ListCalendarsAsync();
    }

    public Task ListCalendarsAsync() => StepAsync("list calendars", async () => Calendars = await _client!.ListCalendarsAsync(new RequestContext(Log), CancellationToken.None));

    public CalDavCalendar Calendar => Calendars.Single(calendar => calendar.Name == _calendarName);

    /// <summary>A sync with exactly these records, after which the records add up to the calendar.</summary>
    public async Task<CalDavSyncToken> RunAsync(string step, string expected, Func<SyncRequest, SyncRequest>? wish = null)
    {
        await SyncAsync(step, wish);
        Assert.Equal(Sorted(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Sorted(Told()));
        Assert.Equal(_items, _sum.Order(StringComparer.Ordinal));
        return Last;
    }

    /// <summary>A sync in which what is reported may not be all there is.</summary>
    public async Task SyncAsync(string step, Func<SyncRequest, SyncRequest>? wish = null)
    {
        Log = new RecordingLog { WantsDebug = false };
        Observer = new RecordingObserver();
        var request = new SyncRequest(Calendar) { StatePath = Path.Combine(_root, "state"), IncludeContent = true, ThrottleLimit = 1 };
        request = wish?.Invoke(request) ?? request;
        await StepAsync(step, async () => Last = await new SyncEngine(_client!, Clock).RunAsync(request, Observer, Log, CancellationToken.None));
        Take();
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _wire.DisposeAsync();
        if (_live is not null) await _live.Editor.RemoveAsync();
        _live?.Dispose();
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    /// <summary>To be called at the end of a scenario: everything recorded was asked for, or the new recording is written.</summary>
    public void End()
    {
        _source?.AssertAllAsked();
        if (_live is null) return;
        string version = Environment.GetEnvironmentVariable("CALDAVSYNC_VERSION_" + _server.ToUpperInvariant()) ?? "of unknown version";
        RecordingFile.Write(Path.Combine(RecordTo!, _server, _scenario + ".http"), $"{_server} {version}, recorded by tests/servers/record", _live.Steps);
    }

    private async Task StepAsync(string name, Func<Task> work)
    {
        if (_live is not null) await Task.Delay(_pause);
        RecordedStep step = _live?.Begin(name) ?? _source!.Begin(name);
        _replayClock.UtcNow = step.At;
        try
        {
            await work();
        }
        finally
        {
            _answers += WebUtility.HtmlDecode(string.Concat(step.Exchanges.Select(exchange => exchange.Answer + string.Join("\n", exchange.Headers))));
        }

        _source?.AssertAllAsked();
        if (_live is not null) await Task.Delay(_pause);
    }

    private void Take()
    {
        Assert.IsType<CalDavSyncToken>(Observer.Records[^1]);
        foreach (CalDavSyncRecord record in Observer.Records.Take(Observer.Records.Count - 1))
        {
            string name = NameOf(record.Href!);
            if (record is not CalDavChange change)
            {
                _sum.Remove(name);
                continue;
            }

            _sum.Add(name);
            Assert.Contains(change.Href!, _answers, StringComparison.Ordinal);
            Assert.Contains(change.ETag!, _answers, StringComparison.Ordinal);
            if (change.Content is null) continue;
            Assert.Equal(name, change.Uid);
            Assert.Contains($"<{name}>", change.Summary, StringComparison.Ordinal);
        }
    }

    private IEnumerable<string> Told() => Observer.Records.Where(record => record is not CalDavSyncToken).Select(record => record.Kind switch
    {
        CalDavRecordKind.Added => "+",
        CalDavRecordKind.Changed => "~",
        _ => "-",
    } + NameOf(record.Href!).Replace(' ', '_'));

    private static string NameOf(string href)
    {
        string name = Uri.UnescapeDataString(href[(href.LastIndexOf('/') + 1)..]);
        return name.EndsWith(".ics", StringComparison.Ordinal) ? name[..^4] : name;
    }

    private static string Sorted(IEnumerable<string> records) => string.Join(" ", records.Order(StringComparer.Ordinal));
}
