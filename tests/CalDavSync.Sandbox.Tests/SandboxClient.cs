using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace CalDavSync.Sandbox.Tests;

/// <summary>A sandbox and a client that sends exactly what it is told.</summary>
internal sealed class SandboxClient : IDisposable
{
    public const string Ns = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CS=\"http://calendarserver.org/ns/\"";
    public static readonly XNamespace D = "DAV:";
    public static readonly XNamespace C = "urn:ietf:params:xml:ns:caldav";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    public SandboxClient(SandboxOptions? options = null)
    {
        Server = SandboxServer.Start(options);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Server.UserName + ":" + Server.Password)));
    }

    public SandboxServer Server { get; }

    public string CalendarPath => Server.CalendarUri.AbsolutePath;

    /// <summary>A server with the quirk that the calling test is named after.</summary>
    public static SandboxClient Quirky(int seed = 3, ISandboxClock? clock = null, SandboxAuthentication authentication = SandboxAuthentication.Basic, [CallerMemberName] string quirk = "") =>
        new(new SandboxOptions { Quirks = new[] { quirk }, Seed = seed, Clock = clock, Authentication = authentication });

    public static string Event(string uid, string summary = "A") =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
        + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\nSUMMARY:" + summary + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    public async Task<Answer> Send(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Server.Uri, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, new UTF8Encoding(false), method == "PUT" ? "text/calendar" : "application/xml");
        }

        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        Dictionary<string, string> all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, all, bytes, response.Version);
    }

    public Task<Answer> Put(string name, string text, params (string Name, string Value)[] headers) => Send("PUT", CalendarPath + name, text, headers);

    public Task<Answer> List(string props = "<D:getetag/>") => Propfind(CalendarPath, props, "1");

    public Task<Answer> Get(string name) => Send("GET", CalendarPath + name);

    public Task<Answer> Propfind(string path, string props, string depth = "0") =>
        Send("PROPFIND", path, $"<D:propfind {Ns}><D:prop>{props}</D:prop></D:propfind>", ("Depth", depth));

    public Task<Answer> Sync(string token = "", string props = "<D:getetag/>", string extra = "", string? path = null, string level = "1", params (string Name, string Value)[] headers) =>
        Send("REPORT", path ?? CalendarPath, $"<D:sync-collection {Ns}><D:sync-token>{token}</D:sync-token><D:sync-level>{level}</D:sync-level>{extra}<D:prop>{props}</D:prop></D:sync-collection>", headers);

    public Task<Answer> Multiget(IEnumerable<string> hrefs, string props = "<D:getetag/><C:calendar-data/>", params (string Name, string Value)[] headers) =>
        Send("REPORT", CalendarPath, $"<C:calendar-multiget {Ns}><D:prop>{props}</D:prop>{string.Concat(hrefs.Select(href => "<D:href>" + href + "</D:href>"))}</C:calendar-multiget>", headers);

    public Task<Answer> Query(string filter, string props = "<D:getetag/>", params (string Name, string Value)[] headers) =>
        Send("REPORT", CalendarPath, $"<C:calendar-query {Ns}><D:prop>{props}</D:prop><C:filter>{filter}</C:filter></C:calendar-query>", headers.Append(("Depth", "1")).ToArray());

    public void Dispose()
    {
        _http.Dispose();
        Server.Dispose();
        Xunit.Assert.Empty(Server.InternalErrors);
    }
}
