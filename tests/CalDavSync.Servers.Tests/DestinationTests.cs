using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

[Collection(ServerCollection.Name)]
public sealed class DestinationTests : IDisposable
{
    private readonly SharedCalendars _calendars;
    private readonly string _folder = Directory.CreateTempSubdirectory("caldavsync-destination-").FullName;

    public DestinationTests(SharedCalendars calendars) => _calendars = calendars;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task The_folder_holds_what_the_server_holds(string name)
    {
        (OtherClient client, Uri calendar) = await _calendars.OpenAsync(name, Cancellation);
        using EngineSession session = await EngineSession.OpenAsync(calendar, client.Server.User, client.Server.Password, Cancellation);
        var edits = new RandomEdits(client, calendar, seed: 5545);
        string files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        for (int round = 0; round < 3; round++)
        {
            if (round > 0) await edits.RoundAsync(Cancellation);
            var request = new SyncRequest(session.Calendar) { StatePath = Path.Combine(_folder, "state"), Destination = files };
            await session.RunAsync(request, new CollectingObserver(), Cancellation);
        }

        string[] found = [.. Directory.EnumerateFiles(files, "*.ics").Select(File.ReadAllText).Select(Lines).Order(StringComparer.Ordinal)];
        Assert.Equal(await TextsAsync(client, calendar), found);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string[]> TextsAsync(OtherClient client, Uri calendar)
    {
        var texts = new List<string>();
        foreach (Uri item in (await client.ListAsync(calendar, Cancellation)).Keys) texts.Add(Lines(await client.GetAsync(item, Cancellation)));
        return [.. texts.Order(StringComparer.Ordinal)];
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
