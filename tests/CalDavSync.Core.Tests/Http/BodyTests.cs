using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class BodyTests : TransportTest
{
    private static readonly string Long = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"<event n='{number}'/>"));

    public static TheoryData<string> Formats => ["plain", "chunked", "close", "gzip", "gzip chunked", "gzip close", "members", "small-members", "deflate", "raw deflate", "twice"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_framing_and_coding_gives_the_same_text(string format)
    {
        await using var server = new ScriptedServer(_ => Format(format, Long));
        using var transport = Transport(server);

        Assert.Equal(Long, (await GetAsync(transport, server.Uri)).Text);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
        using var reader = new StreamReader(answer.Body);
        Assert.Equal(Long, await reader.ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_bytes_are_counted_as_they_came_over_the_wire(string format)
    {
        await using var server = new ScriptedServer(_ => Format(format, Long));
        using var transport = Transport(server);

        await GetAsync(transport, server.Uri);

        Assert.InRange(Context.BytesReceived, 1000, Long.Length / 4);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    [InlineData("gzip chunked")]
    [InlineData("deflate")]
    public async Task A_cut_body_is_a_lost_connection(string format)
    {
        foreach (var cut in new[] { 1, 11, 3000 })
        {
            await using var server = new ScriptedServer(_ => Format(format, Long).CutBodyAt(cut));
            using var transport = Transport(server);
            using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

            var error = Assert.Throws<ConnectionFailedException>(() => Read(answer));

            Assert.Equal(server.Uri, error.Uri);
            Assert.Equal(200, error.StatusCode);
            Assert.Equal("GET", error.Method);
        }
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 8)]
    [InlineData("gzip", 200)]
    [InlineData("gzip close", 9)]
    [InlineData("members", 1)]
    [InlineData("small-members", 5)]
    [InlineData("small-members", 20)]
    [InlineData("deflate", 1)]
    [InlineData("deflate", 100)]
    public async Task A_compressed_body_that_ends_early_is_a_lost_connection_although_its_length_fits(string format, int missing)
    {
        await using var server = new ScriptedServer(_ => Format(format, Long).Shorten(missing));
        using var transport = Transport(server);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
        using var again = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
        using var reader = new StreamReader(again.Body);

        Assert.Throws<ConnectionFailedException>(() => Read(answer));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => reader.ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Damaged_compression_and_unknown_codings_are_named(string coding)
    {
        await using var server = new ScriptedServer(request => request.Target == "/br"
            ? WireResponse.Of(200, "xxxx", ("Content-Encoding", "br"))
            : WireResponse.Of(200, "this is no compressed data, whatever the header says", ("Content-Encoding", coding)));
        using var transport = Transport(server);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

        Assert.Contains("Content-Encoding", Assert.Throws<UnexpectedAnswerException>(() => Read(answer)).Message);
        Assert.Contains("'br'", (await Assert.ThrowsAsync<UnexpectedAnswerException>(() => GetAsync(transport, server.At("br")))).Message);
    }

    [Fact]
    public async Task Empty_bodies_with_a_coding_are_empty()
    {
        await using var server = new ScriptedServer(request => request.Method == "HEAD"
            ? WireResponse.Of(200, "", ("Content-Encoding", "gzip"))
            : WireResponse.Of(request.Target == "/204" ? 204 : 200, "", ("Content-Encoding", "gzip")));
        using var transport = Transport(server);

        Assert.Equal("", (await GetAsync(transport, server.Uri)).Text);
        Assert.Equal("", (await GetAsync(transport, server.At("204"))).Text);
        Assert.Equal("", (await ExchangeAsync(transport, new HttpCall("HEAD", server.Uri))).Text);
    }

    [Fact]
    public async Task A_bomb_stops_at_the_size_allowed()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, new byte[5_000_000]).Gzip());
        using var transport = Transport(server, new TransportOptions { MaximumResponseSize = 1_000_000 });
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

        var error = Assert.Throws<UnexpectedAnswerException>(() => answer.Body.CopyTo(Stream.Null));

        Assert.Contains("1000000", error.Message);
        Assert.True(Context.BytesReceived < 100_000);
    }

    [Fact]
    public async Task A_small_read_costs_no_allocation()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, new byte[1_000_000]));
        using var transport = Transport(server);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
        var buffer = new byte[100];
        // The first step over a buffer's end rents what later steps use again.
        for (var i = 0; i < 2000; i++) answer.Body.ReadExactly(buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5000; i++) answer.Body.ReadExactly(buffer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    private static WireResponse Format(string format, string text)
    {
        var response = WireResponse.Of(200, text);
        foreach (var word in format.Replace("raw deflate", "raw").Split(' '))
        {
            response = word switch
            {
                "chunked" => response.Chunked(),
                "close" => response.UntilClose(),
                "gzip" => response.Gzip(),
                "members" => response.GzipMembers(300_000),
                "small-members" => response.GzipMembers(700),
                "deflate" => response.Deflate(),
                "raw" => response.RawDeflate(),
                "twice" => response.Deflate().Gzip(),
                _ => response,
            };
        }

        return response;
    }
}
