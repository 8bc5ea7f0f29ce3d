using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace CalDavSync.Servers.Tests;

/// <summary>Another client, independent of the engine: edits the calendar between syncs and knows what is in it at the end.</summary>
internal sealed class OtherClient : IDisposable
{
    private const string Namespaces = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"";
    private static readonly XNamespace Dav = "DAV:";
    private readonly HttpClient _http;

    public OtherClient(RealServer server)
    {
        Server = server;
        // A connection is never used twice: a server that closes after each answer must not be met on one it is just closing.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(5) };
        string account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.User}:{server.Password}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", account);
    }

    public RealServer Server { get; }

    /// <summary>A new calendar with that many events, event-0 to event-n.</summary>
    public async Task<Uri> CreateCalendarAsync(string name, int events, CancellationToken cancellationToken)
    {
        // Calypso makes calendars of folders only; the one it starts with is empty.
        var address = new Uri(Server.Home, Server.Name == "calypso" ? "calendar/" : name + "/");
        if (Server.Name == "radicale" && events > 0)
        {
            // One PUT of a whole calendar makes it, far cheaper than an item at a time.
            string all = string.Concat(Enumerable.Range(0, events).Select(i => EventText.Component($"event-{i}", $"Event {i}")));
            await SendAsync("PUT", address, EventText.Calendar(all), "text/calendar", cancellationToken).ConfigureAwait(false);
            return address;
        }

        if (Server.Name != "calypso")
        {
            string body = $"<C:mkcalendar {Namespaces}><D:set><D:prop><D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>";
            await SendAsync("MKCALENDAR", address, body, "application/xml", cancellationToken).ConfigureAwait(false);
        }

        var limit = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, events), limit, async (i, token) =>
            await PutAsync(new Uri(address, $"event-{i}.ics"), $"event-{i}", $"Event {i}", token).ConfigureAwait(false)).ConfigureAwait(false);
        return address;
    }

    public Task PutAsync(Uri item, string uid, string summary, CancellationToken cancellationToken) =>
        SendAsync("PUT", item, EventText.Calendar(EventText.Component(uid, summary)), "text/calendar", cancellationToken);

    public Task PutTextAsync(Uri item, string text, CancellationToken cancellationToken) => SendAsync("PUT", item, text, "text/calendar", cancellationToken);

    public Task DeleteAsync(Uri item, CancellationToken cancellationToken) => SendAsync("DELETE", item, null, null, cancellationToken);

    public Task<string> GetAsync(Uri item, CancellationToken cancellationToken) => SendAsync("GET", item, null, null, cancellationToken);

    /// <summary>Absolute address and entity tag of every item.</summary>
    public async Task<Dictionary<Uri, string>> ListAsync(Uri calendar, CancellationToken cancellationToken)
    {
        string body = $"<D:propfind {Namespaces}><D:prop><D:getetag/><D:resourcetype/></D:prop></D:propfind>";
        XElement answer = XElement.Parse(await SendAsync("PROPFIND", calendar, body, "application/xml", cancellationToken).ConfigureAwait(false));
        return answer.Elements(Dav + "response")
            .Where(row => !row.Descendants(Dav + "collection").Any())
            .Select(row => (Address: new Uri(calendar, row.Element(Dav + "href")!.Value), Tag: row.Descendants(Dav + "getetag").FirstOrDefault()?.Value))
            .Where(row => row.Address != calendar && row.Tag is not null)
            .ToDictionary(row => row.Address, row => row.Tag!);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(string method, Uri address, string? body, string? contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.ConnectionClose = true;
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, contentType!);
        if (method == "PROPFIND") request.Headers.Add("Depth", "1");
        using HttpResponseMessage answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return answer.IsSuccessStatusCode && (answer.StatusCode != System.Net.HttpStatusCode.MultiStatus || method == "PROPFIND")
            ? text
            : throw new HttpRequestException($"{method} {address} answered {(int)answer.StatusCode}: {text[..Math.Min(text.Length, 300)]}");
    }
}
