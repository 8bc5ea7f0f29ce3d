using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

[Collection(ServerCollection.Name)]
public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 5;
    private readonly SharedCalendars _calendars;
    private readonly string _state = Directory.CreateTempSubdirectory("caldavsync-killed-").FullName;

    public KilledProcessTests(SharedCalendars calendars) => _calendars = calendars;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task Killed_at_any_moment_a_run_repeats_records_and_loses_none(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var mirror = new Mirror(calendar);
        var edits = new RandomEdits(client, calendar, seed);

        // The first sync. What was emitted and not committed is not remembered, so nothing of it may be deleted meanwhile.
        for (int kill = 0; kill < Kills; kill++)
        {
            await RunAsync(client, calendar, mirror, random.Next(1, 900));
            await edits.RoundAsync(Cancellation, withDeletions: false);
        }

        Assert.Equal(0, await RunAsync(client, calendar, mirror, int.MaxValue));
        await mirror.AssertEqualsAsync(client, Cancellation);

        // The runs after it.
        for (int kill = 0; kill < Kills; kill++)
        {
            await edits.RoundAsync(Cancellation);
            await RunAsync(client, calendar, mirror, random.Next(1, 12));
        }

        Assert.Equal(0, await RunAsync(client, calendar, mirror, int.MaxValue));
        await mirror.AssertEqualsAsync(client, Cancellation);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    /// <summary>One run, killed with SIGKILL after that many records; what it wrote before is in the mirror. Returns the exit code.</summary>
    private async Task<int> RunAsync(OtherClient client, Uri calendar, Mirror mirror, int records)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string program = Path.Combine(AppContext.BaseDirectory, "CalDavSync.SyncProcess.dll");
        foreach (string argument in new[] { program, calendar.AbsoluteUri, client.Server.User, client.Server.Password, _state }) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Cancellation);
        int read = 0;
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (RecordLine.Parse(line) is { } record) mirror.ApplyRepeated(record);
            if (++read == records) process.Kill();
        }

        await process.WaitForExitAsync(Cancellation);
        string message = await errors;
        Assert.True(message.Length == 0, message);
        return process.ExitCode;
    }
}
