using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>
/// A running server (tests/servers) that is recorded: the engine talks to a proxy in between, which keeps what both said, without credentials,
/// cookies and the address of the machine.
/// </summary>
internal sealed class LiveServer : IDisposable
{
    private readonly List<RecordedStep> _steps = [];
    private readonly string _origin;

    private LiveServer(Uri entry, Uri calendar, string account, bool canMakeCalendars)
    {
        Entry = entry;
        _origin = entry.GetLeftPart(UriPartial.Authority);
        Editor = new ServerEditor(calendar, account, canMakeCalendars);
    }

    public Uri Entry { get; }

    public ServerEditor Editor { get; }

    public IReadOnlyList<RecordedStep> Steps => _steps;

    /// <summary>Runs before the first request that names items: multiget or GET.</summary>
    public Action? BeforeTexts { get; set; }

    /// <summary>The server is asked with this token instead of the engine's.</summary>
    public string? TokenInstead { get; set; }

    /// <summary>The server of an environment variable, as tests/servers/record sets it; null where it is not running.</summary>
    public static LiveServer? Find(string name, string calendar)
    {
        if (Environment.GetEnvironmentVariable("CALDAVSYNC_SERVER_" + name.ToUpperInvariant()) is not { Length: > 0 } line) return null;
        Dictionary<string, string> fields = line.Split(' ').Where(word => word.Contains('=')).ToDictionary(word => word[..word.IndexOf('=')], word => word[(word.IndexOf('=') + 1)..]);
        var home = new Uri(fields["home"]);
        bool isCalypso = name == "calypso";
        // Calypso knows no principal at its root and makes no calendars; the one it starts with is used.
        var address = new Uri(home, calendar + "/");
        return new LiveServer(isCalypso ? address : new Uri(fields["base"]), address, fields["users"].Split(',')[0], !isCalypso);
    }

    public RecordedStep Begin(string name)
    {
        _steps.Add(new RecordedStep(name, DateTimeOffset.UtcNow));
        return _steps[^1];
    }

    public WireResponse Answer(WireRequest request, Uri proxy)
    {
        lock (_steps)
        {
            if (request.Method == "GET" || request.Text.Contains("calendar-multiget", StringComparison.Ordinal))
            {
                BeforeTexts?.Invoke();
                BeforeTexts = null;
            }

            RecordedExchange exchange = Exchange(request, proxy);
            _steps[^1].Exchanges.Add(exchange);
            return exchange.Respond(proxy);
        }
    }

    public void Dispose() => Editor.Dispose();

    private RecordedExchange Exchange(WireRequest request, Uri proxy)
    {
        string asked = request.Text.Replace(proxy.GetLeftPart(UriPartial.Authority), RecordedExchange.Origin);
        string sent = TokenInstead is null ? request.Text : Regex.Replace(request.Text, "(<D:sync-token>)[^<]+", "$1" + TokenInstead);
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), _origin + request.Target) { Headers = { Authorization = Editor.Authorization, ConnectionClose = true } };
        if (request.Header("Depth") is { } depth) forwarded.Headers.Add("Depth", depth);
        if (sent.Length > 0)
        {
            forwarded.Content = new StringContent(sent.Replace(proxy.GetLeftPart(UriPartial.Authority), _origin));
            forwarded.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Header("Content-Type")!);
        }

        using HttpResponseMessage answer = Editor.Forward(forwarded);
        string text = WithoutAddress(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        (string, string)[] headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => RecordedExchange.Keeps(header.Key))
            .SelectMany(header => header.Key == "Server" ? [(header.Key, string.Join(" ", header.Value))] : header.Value.Select(value => (header.Key, WithoutAddress(value))))
            .ToArray();
        return new RecordedExchange(
            request.Method, request.Target, request.Header("Depth") ?? "none", asked, answer.Version.ToString(2), (int)answer.StatusCode, headers, text.TrimEnd('\n'));
    }

    // Pages of errors name host and port apart.
    private string WithoutAddress(string text) =>
        text.Replace(_origin, RecordedExchange.Origin).Replace($"{Entry.Host} Port {Entry.Port}", "server.example Port 80").Replace(Entry.Host, "server.example");
}
