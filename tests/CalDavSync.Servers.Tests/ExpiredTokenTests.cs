using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

[Collection(ServerCollection.Name)]
public sealed class ExpiredTokenTests : IDisposable
{
    private readonly SharedCalendars _calendars;
    private readonly string _state = Directory.CreateTempSubdirectory("caldavsync-expired-").FullName;

    public ExpiredTokenTests(SharedCalendars calendars) => _calendars = calendars;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task A_token_the_server_forgot_costs_a_listing_and_gives_only_the_real_differences(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        Assert.SkipUnless(name is "radicale" or "cyrus" or "davical", $"{name} has no way to make a token expire");
        using EngineSession session = await EngineSession.OpenAsync(calendar, client.Server.User, client.Server.Password, Cancellation);
        var mirror = new Mirror(calendar);
        await RunAsync(session, mirror, verify: false);
        await new RandomEdits(client, calendar, seed: 410).RoundAsync(Cancellation);
        await ForgetTokensAsync(client.Server);

        // DAViCal answers such a token with everything and no error: only a comparison finds the deletions.
        CalDavSyncToken run = await RunAsync(session, mirror, verify: name == "davical");
        await mirror.AssertEqualsAsync(client, Cancellation);
        Assert.True(run.Added + run.Changed + run.Deleted < 30, $"{run}");
        if (name != "davical") Assert.Equal(CalDavSyncMode.Resync, run.Mode);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private static Task ForgetTokensAsync(RealServer server)
    {
        switch (server.Name)
        {
            case "radicale":
                string[] tokens = [.. Directory.EnumerateDirectories(server.Folder, "sync-token", SearchOption.AllDirectories).SelectMany(Directory.EnumerateFiles)];
                Assert.NotEmpty(tokens);
                foreach (string file in tokens) File.Delete(file);
                return Task.CompletedTask;
            case "cyrus":
                return ExecuteAsync("runuser", "-u", "cyrus", "--", "/usr/lib/cyrus/bin/cyr_expire", "-C", Path.Combine(server.Folder, "imapd.conf"), "-E", "1", "-X", "0");
            default:
                return ExecuteAsync("runuser", "-u", "postgres", "--", "psql", "-h", Path.Combine(server.Folder, "pgsock"), "davical", "-qc", "DELETE FROM sync_tokens");
        }
    }

    private static async Task ExecuteAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<CalDavSyncToken> RunAsync(EngineSession session, Mirror mirror, bool verify)
    {
        var observer = new CollectingObserver();
        var request = new SyncRequest(session.Calendar) { StatePath = _state, IncludeContent = true, Verify = verify };
        CalDavSyncToken token = await session.RunAsync(request, observer, Cancellation);
        mirror.Apply(observer.Records);
        return token;
    }
}
