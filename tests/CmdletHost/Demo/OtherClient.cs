using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace CmdletHost.Demo;

/// <summary>Another calendar program, a phone say, that edits the calendar behind our back.</summary>
internal sealed class OtherClient : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _calendar;

    public OtherClient(Uri calendar, NetworkCredential credential)
    {
        _calendar = calendar;
        byte[] userAndPassword = Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(userAndPassword));
    }

    public void Put(string href, string uid, string summary)
    {
        string start = DateTime.UtcNow.Date.AddDays(1).AddHours(9).ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        string text = string.Join(
            "\r\n",
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CalDavSync//demo//EN", "BEGIN:VEVENT", $"UID:{uid}", $"DTSTAMP:{start}", $"DTSTART:{start}", $"SUMMARY:{summary}", "END:VEVENT", "END:VCALENDAR", string.Empty);
        using var body = new StringContent(text, Encoding.UTF8, "text/calendar");
        Send(HttpMethod.Put, href, body);
    }

    public void Delete(string href) => Send(HttpMethod.Delete, href, null);

    public void Dispose() => _http.Dispose();

    private void Send(HttpMethod method, string href, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_calendar, href)) { Content = body };
        using HttpResponseMessage answer = _http.Send(request);
        answer.EnsureSuccessStatusCode();
    }
}
