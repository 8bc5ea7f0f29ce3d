using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class TimeLimitTests : TransportTest
{
    private static readonly TransportOptions Hasty = new() { OperationTimeout = TimeSpan.FromMilliseconds(150) };

    private readonly TaskCompletionSource _never = new();

    [Fact]
    public async Task No_headers_in_time_is_a_timeout_and_not_repeated()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200).HoldAt(10, _never.Task));
        using var transport = Transport(server, Hasty);

        var error = await Assert.ThrowsAsync<RequestTimedOutException>(() => GetAsync(transport, server.Uri));

        Assert.Equal((server.Uri, "GET", null), (error.Uri, error.Method, error.StatusCode));
        Assert.Single(server.Requests);
        Assert.Contains("OperationTimeoutSeconds", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_stalls_is_a_timeout(bool synchronous)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, new string('x', 1000)).HoldBodyAt(10, _never.Task));
        using var transport = Transport(server, Hasty);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);

        var error = await Assert.ThrowsAsync<RequestTimedOutException>(() => ReadAllAsync(answer, synchronous));

        Assert.Equal(200, error.StatusCode);
    }

    [Fact]
    public async Task A_slow_reader_is_no_timeout()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200, new byte[300_000]));
        using var transport = Transport(server, Hasty);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, Token);
        answer.Body.ReadExactly(new byte[10]);

        // Longer than the time limit, in which nobody reads: the one wait that the rule is about.
        using var pause = new ManualResetEventSlim();
        pause.Wait(TimeSpan.FromMilliseconds(400), Token);

        Assert.Equal(299_990, Read(answer).Length);
    }

    [Fact]
    public async Task Cancelling_before_the_headers_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        await using var server = new ScriptedServer(_ =>
        {
            source.Cancel();
            return WireResponse.Of(200).HoldAt(0, _never.Task);
        });
        using var transport = Transport(server);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transport.SendAsync(new HttpCall("GET", server.Uri), Context, source.Token));

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Cancelling_unblocks_a_read_of_the_body(bool synchronous, bool chunked)
    {
        using var source = new CancellationTokenSource();
        var response = WireResponse.Of(200, new string('x', 1000)).HoldBodyAt(10, _never.Task);
        await using var server = new ScriptedServer(_ => chunked ? response.Chunked() : response);
        using var transport = Transport(server);
        using var answer = await transport.SendAsync(new HttpCall("GET", server.Uri), Context, source.Token);
        var reading = Task.Run(() => ReadAllAsync(answer, synchronous), Token);

        source.CancelAfter(TimeSpan.FromMilliseconds(50));

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_before_a_retry()
    {
        using var source = new CancellationTokenSource();
        await using var server = new ScriptedServer(_ =>
        {
            source.Cancel();
            return WireResponse.Of(503);
        });
        using var transport = Transport(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(new HttpCall("GET", server.Uri), Context, source.Token));

        Assert.Single(server.Requests);
    }

    private static async Task ReadAllAsync(HttpAnswer answer, bool synchronous)
    {
        var buffer = new byte[100];
        while ((synchronous ? answer.Body.Read(buffer, 0, 100) : await answer.Body.ReadAsync(buffer, 0, 100, CancellationToken.None)) > 0)
        {
        }
    }
}
