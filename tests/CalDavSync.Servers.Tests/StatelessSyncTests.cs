using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

[Collection(ServerCollection.Name)]
public sealed class StatelessSyncTests
{
    private readonly SharedCalendars _calendars;

    public StatelessSyncTests(SharedCalendars calendars) => _calendars = calendars;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task A_chain_of_tokens_adds_up_to_the_server(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        var mirror = new Mirror(calendar);
        var edits = new RandomEdits(client, calendar, seed: 6764);
        string token = string.Empty;
        for (int round = 0; round < 3; round++)
        {
            // A new connection each time: nothing but the token is carried over.
            using EngineSession session = await EngineSession.OpenAsync(calendar, client.Server.User, client.Server.Password, Cancellation);
            var observer = new CollectingObserver();
            var request = new SyncRequest(session.Calendar) { SyncToken = token, IncludeContent = true };
            CalDavSyncToken result = await session.RunAsync(request, observer, Cancellation);
            // Without a memory a server's "here it is" cannot be told apart into added and changed.
            foreach (CalDavSyncRecord record in observer.Records) mirror.ApplyRepeated(RecordLine.Of(record));
            await mirror.AssertEqualsAsync(client, Cancellation);
            token = result.SyncToken ?? throw new InvalidOperationException("a stateless run without a token");
            await edits.RoundAsync(Cancellation);
        }
    }
}
