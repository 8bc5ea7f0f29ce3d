using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>Makes the calendars that are copied into.</summary>
internal sealed class BenchmarkAccount : IDisposable
{
    // A server that closes each connection must not be met on one it is just closing.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.Zero });
    private readonly ServerLine _server;

    public BenchmarkAccount(ServerLine server)
    {
        _server = server;
        string account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.User}:{server.Password}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", account);
    }

    public async Task<Uri> MakeCalendarAsync(string name)
    {
        var address = new Uri(_server.Home, name + "/");
        using var request = new HttpRequestMessage(new HttpMethod("MKCALENDAR"), address)
        {
            Content = new StringContent(DavBodies.MakeCalendar(), Encoding.UTF8, "application/xml"),
        };
        using HttpResponseMessage answer = await _http.SendAsync(request).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        return address;
    }

    public void Dispose() => _http.Dispose();
}
