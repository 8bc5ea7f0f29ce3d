using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace CalDavSync.Benchmarks;

/// <summary>The calendar everybody reads, and the other client that edits it between the syncs.</summary>
internal sealed class BenchmarkCalendar : IDisposable
{
    private static readonly XNamespace Dav = "DAV:";
    private readonly HttpClient _http;
    private int _revision = 1;

    private BenchmarkCalendar(ServerLine server, Uri address)
    {
        Server = server;
        Address = address;
        // A server that closes each connection must not be met on one it is just closing.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = server.Name == "radicale" ? TimeSpan.Zero : TimeSpan.FromSeconds(20) })
        {
            Timeout = TimeSpan.FromMinutes(10),
        };
        string account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.User}:{server.Password}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", account);
    }

    public ServerLine Server { get; }

    public Uri Address { get; }

    /// <summary>The addresses of all items as the server writes them.</summary>
    public IReadOnlyList<string> Hrefs { get; private set; } = [];

    /// <summary>Makes a calendar of that many events.</summary>
    public static async Task<BenchmarkCalendar> OpenAsync(ServerLine server, int events)
    {
        var calendar = new BenchmarkCalendar(server, new Uri(server.Home, "benchmark/"));
        await calendar.FillAsync(events).ConfigureAwait(false);
        calendar.Hrefs = Members(await calendar.ReportAsync(DavBodies.Query(withData: false), "1").ConfigureAwait(false));
        return calendar.Hrefs.Count != events
            ? throw new InvalidOperationException($"{calendar.Address} has {calendar.Hrefs.Count} events instead of {events}")
            : calendar;
    }

    public async Task<string> TokenAsync()
    {
        XElement answer = await ReportAsync(DavBodies.Sync(string.Empty, withData: false), "0").ConfigureAwait(false);
        return answer.Element(Dav + "sync-token")?.Value ?? throw new InvalidOperationException($"{Address} gave no sync-token");
    }

    /// <summary>Changes some items, spread over the calendar, and lets the server see its own changes once.</summary>
    public async Task<IReadOnlyList<string>> ChangeAsync(int count)
    {
        _revision++;
        string before = await TokenAsync().ConfigureAwait(false);
        int distance = Hrefs.Count / count;
        string[] changed = [.. Enumerable.Range(0, count).Select(i => Hrefs[((i * distance) + _revision) % Hrefs.Count])];
        foreach (string href in changed)
        {
            var address = new Uri(Address, href);
            string text = await _http.GetStringAsync(address).ConfigureAwait(false);
            string[] lines = [.. text.Split('\n').Select(line => line.StartsWith("SUMMARY", StringComparison.Ordinal) ? $"SUMMARY:Changed {_revision}\r" : line)];
            using HttpResponseMessage answer = await SendAsync("PUT", address, string.Join('\n', lines), "text/calendar").ConfigureAwait(false);
        }

        await ReportAsync(DavBodies.Sync(before, withData: false), "0").ConfigureAwait(false);
        await ReportAsync(DavBodies.Query(withData: true), "1").ConfigureAwait(false);
        return changed;
    }

    public async Task<string> ReportTextAsync(string body, string depth)
    {
        using HttpResponseMessage answer = await SendAsync("REPORT", Address, body, "application/xml", depth).ConfigureAwait(false);
        return await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private static string[] Members(XElement multistatus) =>
        [.. multistatus.Elements(Dav + "response").Where(r => r.Element(Dav + "propstat") is not null).Select(r => r.Element(Dav + "href")!.Value)];

    private async Task<XElement> ReportAsync(string body, string depth) => XElement.Parse(await ReportTextAsync(body, depth).ConfigureAwait(false));

    private async Task FillAsync(int events)
    {
        if (Server.Name == "radicale")
        {
            // One PUT of a whole calendar makes it, far cheaper than an item at a time.
            string all = string.Concat(Enumerable.Range(0, events).Select(i => EventText.Component(i, 1)));
            using HttpResponseMessage whole = await SendAsync("PUT", Address, EventText.Calendar(all), "text/calendar").ConfigureAwait(false);
            return;
        }

        using (HttpResponseMessage made = await SendAsync("MKCALENDAR", Address, DavBodies.MakeCalendar(), "application/xml").ConfigureAwait(false))
        {
        }

        await Parallel.ForEachAsync(
            Enumerable.Range(0, events),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (number, _) =>
            {
                var address = new Uri(Address, EventText.Uid(number) + ".ics");
                using HttpResponseMessage put = await SendAsync("PUT", address, EventText.Calendar(EventText.Component(number, 1)), "text/calendar").ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, Uri address, string body, string contentType, string? depth = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, contentType);
        if (depth is not null) request.Headers.Add("Depth", depth);
        HttpResponseMessage answer = await _http.SendAsync(request).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode) return answer;
        HttpStatusCode status = answer.StatusCode;
        answer.Dispose();
        throw new HttpRequestException($"{method} {address} answered {(int)status}");
    }
}
