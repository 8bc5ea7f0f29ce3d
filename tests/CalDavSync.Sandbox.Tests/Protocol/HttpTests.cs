using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

public class HttpTests
{
    private const string Password = "wonderland";
    private const string Auth = "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==\r\n";

    [Theory]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n", 400)]
    [InlineData("GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", 400)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 70000000\r\n\r\n", 413)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 400)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nExpect: magic\r\n\r\n", 417)]
    [InlineData("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + Auth + "\r\n", 400)]
    [InlineData("GET /a/../b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + Auth + "\r\n", 400)]
    [InlineData("BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + Auth + "\r\n", 501)]
    public async Task Malformed_requests_are_refused_and_the_server_goes_on(string request, int status)
    {
        using SandboxClient client = new(new SandboxOptions { Password = Password });
        Assert.StartsWith($"HTTP/1.1 {status} ", await Raw(client.Server, request));
        Assert.Equal(207, (await client.Propfind("/", "<D:displayname/>")).Status);
    }

    [Fact]
    public async Task A_huge_head_and_a_broken_off_request_do_no_harm()
    {
        using SandboxClient client = new();
        Assert.StartsWith("HTTP/1.1 431 ", await Raw(client.Server, "GET / HTTP/1.1\r\nHost: x\r\nX: " + new string('a', 70_000) + "\r\n\r\n"));
        Assert.Equal(string.Empty, await Raw(client.Server, "PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", shutdown: true));
        Assert.Equal(207, (await client.Propfind("/", "<D:displayname/>")).Status);
    }

    [Fact]
    public async Task Pipelined_requests_with_bodies_are_answered_in_order()
    {
        using SandboxClient client = new(new SandboxOptions { Password = Password });
        string body = SandboxClient.Event("p");
        string put = $"PUT {client.CalendarPath}p.ics HTTP/1.1\r\nHost: x\r\n{Auth}Content-Length: {body.Length}\r\n\r\n{body}";
        string chunked = $"PUT {client.CalendarPath}p.ics HTTP/1.1\r\nHost: x\r\n{Auth}Transfer-Encoding: chunked\r\n\r\n{10:x}\r\n{body.Substring(0, 10)}\r\n{body.Length - 10:x};ext=1\r\n{body.Substring(10)}\r\n0\r\nTrailer: y\r\n\r\n";
        string get = $"GET {client.CalendarPath}p.ics HTTP/1.1\r\nHost: x\r\n{Auth}\r\n";
        string head = $"HEAD {client.CalendarPath}p.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{Auth}\r\n";
        string answers = await Raw(client.Server, put + chunked + get + head);
        int[] positions = { answers.IndexOf("HTTP/1.1 201"), answers.IndexOf("HTTP/1.1 204"), answers.IndexOf("HTTP/1.1 200"), answers.LastIndexOf("HTTP/1.1 200") };
        Assert.Equal(positions.Order(), positions);
        Assert.True(positions[2] < positions[3] && positions[0] == 0);
        Assert.EndsWith("\r\n\r\n", answers);
        Assert.Contains(body, answers);
    }

    [Fact]
    public async Task Expect_is_met_with_100()
    {
        using SandboxClient client = new(new SandboxOptions { Password = Password });
        string body = SandboxClient.Event("e");
        string answer = await Raw(client.Server, $"PUT {client.CalendarPath}e.ics HTTP/1.1\r\nHost: x\r\n{Auth}Expect: 100-continue\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201", answer);
    }

    [Fact]
    public async Task Http_1_0_gets_no_chunks()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 1000, Password = Password });
        string body = $"<D:sync-collection {SandboxClient.Ns}><D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>";
        string answer = await Raw(client.Server, $"REPORT {client.CalendarPath} HTTP/1.0\r\n{Auth}Content-Length: {body.Length}\r\n\r\n{body}");
        Assert.Contains("Connection: close", answer);
        Assert.DoesNotContain("Transfer-Encoding", answer);
        Assert.EndsWith("</D:multistatus>", answer);
    }

    [Fact]
    public async Task Gzip_when_accepted()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 500 });
        Answer packed = await client.Sync(headers: ("Accept-Encoding", "br, gzip;q=0.5"));
        Assert.Equal("gzip", packed.Headers["Content-Encoding"]);
        using GZipStream stream = new(new MemoryStream(packed.Bytes), CompressionMode.Decompress);
        Assert.EndsWith("</D:multistatus>", new StreamReader(stream).ReadToEnd());
        Assert.False((await client.Sync(headers: ("Accept-Encoding", "gzip;q=0"))).Headers.ContainsKey("Content-Encoding"));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><D:propfind xmlns:D=\"DAV:\"><D:prop>&a;</D:prop></D:propfind>")]
    [InlineData("<D:propfind xmlns:D=\"DAV:\"><D:prop>")]
    [InlineData("<D:propfind xmlns:D=\"DAV:\"/>")]
    [InlineData("not xml")]
    [InlineData("\u0000")]
    public async Task Hostile_xml_is_a_bad_request(string body)
    {
        using SandboxClient client = new();
        Assert.Equal(400, (await client.Send("PROPFIND", "/", body, ("Depth", "0"))).Status);
        string deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        Assert.Equal(400, (await client.Send("PROPFIND", "/", deep, ("Depth", "0"))).Status);
    }

    [Fact]
    public async Task Many_connections_at_once()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 200 });
        IEnumerable<Task<Answer>> all = Enumerable.Range(0, 100).Select(_ => client.Sync());
        Assert.All(await Task.WhenAll(all), answer => Assert.Equal(200, answer.Rows.Count));
    }

    [Fact]
    public async Task Digest_costs_one_challenge()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Authentication = SandboxAuthentication.Digest });
        using HttpClient http = new(new HttpClientHandler { Credentials = new NetworkCredential(server.UserName, server.Password), UseProxy = false });
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await http.SendAsync(new HttpRequestMessage(new HttpMethod("GET"), server.CalendarUri));
            Assert.Equal(200, (int)response.StatusCode);
        }

        using HttpClient wrong = new(new HttpClientHandler { Credentials = new NetworkCredential(server.UserName, "no"), UseProxy = false });
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync(server.CalendarUri)).StatusCode);
    }

    [Fact]
    public async Task A_digest_answer_cannot_be_replayed()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Authentication = SandboxAuthentication.Digest });
        using HttpClient http = new(new HttpClientHandler { Credentials = new NetworkCredential(server.UserName, server.Password), UseProxy = false });
        await http.GetAsync(server.CalendarUri);
        string used = server.Requests[^1].Header("Authorization")!;
        using HttpClient replay = new(new HttpClientHandler { UseProxy = false });
        replay.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", used);
        HttpResponseMessage response = await replay.GetAsync(server.CalendarUri);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("stale=true", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public void The_password_is_new_each_time_unless_it_is_given()
    {
        using SandboxServer first = SandboxServer.Start();
        using SandboxServer second = SandboxServer.Start();
        using SandboxServer given = SandboxServer.Start(new SandboxOptions { Password = Password });
        Assert.Matches("^[a-z1-9]{20}$", first.Password);
        Assert.NotEqual(first.Password, second.Password);
        Assert.Equal(Password, given.Password);
    }

    [Fact]
    public async Task Bearer_and_random_password()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Authentication = SandboxAuthentication.Bearer });
        using HttpClient http = new(new HttpClientHandler { UseProxy = false });
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(server.CalendarUri)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Password);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(server.CalendarUri)).StatusCode);
    }

    [Fact]
    public async Task Ordered_failures_and_the_request_list()
    {
        using SandboxClient client = new();
        client.Server.FailNext(503, 2, "REPORT");
        Assert.Equal(207, (await client.Propfind("/", "<D:displayname/>")).Status);
        Assert.Equal(503, (await client.Sync()).Status);
        Assert.Equal(503, (await client.Sync()).Status);
        Assert.Equal(207, (await client.Sync()).Status);
        Assert.Equal(new[] { 207, 503, 503, 207 }, client.Server.Requests.Select(request => request.Status));
        Assert.Contains("sync-collection", client.Server.Requests[1].Body);
        client.Server.ClearRequests();
        Assert.Empty(client.Server.Requests);
    }

    [Fact]
    public async Task Random_bytes_never_stop_the_server()
    {
        using SandboxClient client = new();
        Random random = new(4711);
        string[] pieces = { "GET", "REPORT", " ", "/", "%", "%2", "HTTP/1.1", "\r\n", "\n", "Host: x\r\n", Auth, "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "5\r\n", "\r\n\r\n", "<a", "\0", "é", "If: (", "Depth: 1\r\n" };
        for (int round = 0; round < 300; round++)
        {
            string request = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            await Raw(client.Server, (round % 2 == 0 ? "REPORT / HTTP/1.1\r\n" : string.Empty) + request, shutdown: true);
        }

        Assert.Equal(207, (await client.Propfind("/", "<D:displayname/>")).Status);
    }

    [Fact]
    public async Task Ordered_connection_loss()
    {
        using SandboxClient client = new();
        client.Server.FailNext(0, 1, "REPORT");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Sync());
        Assert.Equal(207, (await client.Sync()).Status);
    }

    [Fact]
    public async Task Disposing_closes_open_connections()
    {
        SandboxServer server = SandboxServer.Start();
        using TcpClient open = new("127.0.0.1", server.Uri.Port);
        await open.GetStream().WriteAsync(Encoding.ASCII.GetBytes("OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n"));
        byte[] buffer = new byte[4096];
        Assert.True(await open.GetStream().ReadAsync(buffer) > 0);
        server.Dispose();
        Assert.Equal(0, await ReadOrZero(open, buffer));
        Assert.Throws<SocketException>(() => new TcpClient("127.0.0.1", server.Uri.Port));
    }

    private static async Task<int> ReadOrZero(TcpClient client, byte[] buffer)
    {
        try
        {
            return await client.GetStream().ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<string> Raw(SandboxServer server, string request, bool shutdown = false)
    {
        using TcpClient client = new("127.0.0.1", server.Uri.Port);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        if (shutdown) client.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
