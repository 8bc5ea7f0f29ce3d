using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Calendar patches: the destination folder is what it would be without them.</summary>
public sealed class CalendarPatchSyncTests : IDisposable
{
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { Seed = 12 });
    private readonly Mirror _mirror;

    public CalendarPatchSyncTests() => _mirror = new Mirror(_server);

    private string Destination => Path.Combine(_mirror.Folder, "items");

    public void Dispose()
    {
        _mirror.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_patch_is_applied_to_the_remembered_text()
    {
        await _mirror.SyncAsync(Request);
        string name = _server.Calendar.Items.Keys.Order(StringComparer.Ordinal).First();
        string edited = _server.Calendar.Items[name].Text.Replace("SUMMARY:", "SUMMARY:Edited ", StringComparison.Ordinal);
        _server.Calendar.Put(name, edited);

        CalDavSyncToken token = await _mirror.SyncAsync(Request);

        Assert.Equal((0, 1, 0, 2), (token.Added, token.Changed, token.Deleted, token.Requests));
        SandboxRequest multiget = _server.Requests.Last();
        Assert.Contains($"calendar-patch; since=\"{token.PreviousToken}\"", multiget.Header("Prefer"), StringComparison.Ordinal);
        Assert.Contains("component=VPATCH", multiget.Body, StringComparison.Ordinal);
        Assert.StartsWith("Edited ", _mirror.Observer.Records.OfType<CalDavChange>().Single().Summary, StringComparison.Ordinal);
        AssertFolderEqualsServer();
    }

    [Fact]
    public async Task A_file_that_somebody_changed_is_read_anew()
    {
        await _mirror.SyncAsync(Request);
        string name = _server.Calendar.Items.Keys.Order(StringComparer.Ordinal).First();
        File.AppendAllText(Path.Combine(Destination, name), "X-SPOILT:1\r\n");
        _server.Calendar.Put(name, _server.Calendar.Items[name].Text.Replace("SUMMARY:", "SUMMARY:Edited ", StringComparison.Ordinal));

        CalDavSyncToken token = await _mirror.SyncAsync(Request);

        Assert.Equal((1, 3), (token.Changed, token.Requests));
        AssertFolderEqualsServer();
    }

    [Fact]
    public async Task A_server_without_patches_sends_the_whole_text()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 5, Profile = "Cyrus" });
        using var mirror = new Mirror(server);
        string folder = Path.Combine(mirror.Folder, "items");
        SyncRequest Plain(CalDavCalendar calendar) => new(calendar) { StatePath = mirror.Folder, Destination = folder, UsePatch = true };
        await mirror.SyncAsync(Plain);
        server.Calendar.Put("item-000001.ics", EventText.Of("edited", "Edited"));

        CalDavSyncToken token = await mirror.SyncAsync(Plain);

        Assert.Equal(1, token.Changed);
        Assert.Equal(EventText.Of("edited", "Edited"), File.ReadAllText(Path.Combine(folder, "item-000001.ics")));
    }

    private SyncRequest Request(CalDavCalendar calendar) => new(calendar) { StatePath = _mirror.Folder, Destination = Destination, UsePatch = true };

    private void AssertFolderEqualsServer()
    {
        Assert.All(_server.Calendar.Items, item => Assert.Equal(item.Value.Text, File.ReadAllText(Path.Combine(Destination, item.Key))));
        Assert.Equal(_server.Calendar.Count, Directory.GetFiles(Destination).Length);
    }
}
