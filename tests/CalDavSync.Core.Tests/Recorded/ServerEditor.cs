using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>Another client of the server that is recorded: makes calendars and edits their items.</summary>
internal sealed class ServerEditor : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false, AllowAutoRedirect = false });
    private readonly Uri _calendar;
    private readonly bool _canMakeCalendars;

    public ServerEditor(Uri calendar, string account, bool canMakeCalendars)
    {
        _calendar = calendar;
        _canMakeCalendars = canMakeCalendars;
        Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
    }

    public AuthenticationHeaderValue Authorization { get; }

    /// <summary>The calendar is there and empty.</summary>
    public async Task ResetAsync()
    {
        if (!_canMakeCalendars)
        {
            await DeleteAsync(Enumerable.Range(1, 20).Select(i => $"item-{i:00}").ToArray());
            return;
        }

        await RemoveAsync();
        await SendAsync(
            "MKCALENDAR",
            _calendar,
            "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:set><D:prop><D:displayname>Recorded</D:displayname></D:prop></D:set></C:mkcalendar>",
            "application/xml");
    }

    /// <summary>Some servers want a UID in one calendar only, and every calendar there is makes the listings longer.</summary>
    public async Task RemoveAsync()
    {
        if (_canMakeCalendars) await SendAsync("DELETE", _calendar, null, null);
    }

    public async Task PutAsync(string summary, params string[] names)
    {
        foreach (string name in names) await RequireAsync("PUT", Address(name), Text(name, summary), "text/calendar");
    }

    /// <summary>Calypso names items by their UID, whatever they were put as.</summary>
    public async Task DeleteAsync(params string[] names)
    {
        foreach (string name in names)
        {
            if (await SendAsync("DELETE", Address(name), null, null) == HttpStatusCode.NotFound || !_canMakeCalendars) await SendAsync("DELETE", new Uri(_calendar, Uri.EscapeDataString(name)), null, null);
        }
    }

    public static string Text(string name, string summary) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//recording//EN\r\nBEGIN:VEVENT\r\nUID:{name}\r\nDTSTAMP:20260101T000000Z\r\n"
        + $"DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\nSUMMARY:{summary} & <{name}>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    public HttpResponseMessage Forward(HttpRequestMessage request) => _http.Send(request);

    public void Dispose() => _http.Dispose();

    private Uri Address(string name) => new(_calendar, Uri.EscapeDataString(name) + ".ics");

    private async Task RequireAsync(string method, Uri address, string body, string type)
    {
        HttpStatusCode status = await SendAsync(method, address, body, type);
        if ((int)status is < 200 or > 204) throw new HttpRequestException($"{method} {address} answered {(int)status}.");
    }

    private async Task<HttpStatusCode> SendAsync(string method, Uri address, string? body, string? type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Headers = { Authorization = Authorization, ConnectionClose = true } };
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type!);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
