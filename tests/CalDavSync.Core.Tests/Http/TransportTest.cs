using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

/// <summary>What the tests of the transport share: a clock, a log, and short ways to send and read.</summary>
public abstract class TransportTest
{
    private protected FakeClock Clock { get; } = new();

    private protected RecordingLog Log { get; } = new();

    private protected RequestContext Context => field ??= new RequestContext(Log);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected static TransportOptions SignedIn(string user = "alice", string password = "wonderland") => new()
    {
        Authentication = AuthenticationScheme.Password,
        UserName = user,
        Password = Secret.Of(password),
    };

    private protected HttpTransport Transport(ScriptedServer server, TransportOptions? options = null) =>
        new(options ?? new TransportOptions(), server.Uri, Clock);

    private protected async Task<(int Status, string Text)> ExchangeAsync(HttpTransport transport, HttpCall call)
    {
        using var answer = await transport.SendAsync(call, Context, Token);
        return (answer.Status, Read(answer));
    }

    private protected Task<(int Status, string Text)> GetAsync(HttpTransport transport, Uri address) =>
        ExchangeAsync(transport, new HttpCall("GET", address));

    private protected static string Read(HttpAnswer answer)
    {
        using var reader = new StreamReader(answer.Body, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
