using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>What a user can ask for, on servers that make it hard.</summary>
public class ModeTests
{
    private static readonly string[] Ten = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task A_first_sync_goes_on_after_a_consumer_that_went_away(int after)
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 4;
        await scene.Breaks(after);
        string[] committed = Ten[..(after / 4 * 4)];
        await scene.Run(Ten.Except(committed).Select(name => "+" + name).ToArray(), atMost: 5);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task An_incremental_sync_goes_on_after_a_consumer_that_went_away(int after)
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 2;
        await scene.Run("+" + string.Join(" +", Ten));
        scene.Server.Put("a", "b", "k", "l");
        scene.Server.Delete("c", "d");
        await scene.Breaks(after);
        string[] all = ["~a", "~b", "+k", "+l", "-c", "-d"];
        await scene.Run(all[(after / 2 * 2)..], atMost: 6);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Full_tells_only_the_real_differences(bool hasSync)
    {
        await using var scene = new Scene("a", "b", "c");
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a +b +c");
        scene.Wishes.Full = true;
        await scene.Run("", atMost: 2);
        scene.Server.Put("b", "d");
        scene.Server.Delete("c");
        scene.Server.ForgetHistory();
        scene.Server.On(Ask.Sync, question => question.Token is null ? Dav.Multistatus(scene.Server.CurrentToken, scene.Server.AllRows()) : null);
        await scene.Run("~b +d -c", atMost: 2);
    }

    [Fact]
    public async Task Kinds_choose_what_is_told_and_not_what_is_remembered()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("b", "c");
        scene.Server.Delete("a");
        scene.Wishes.Kinds = [CalDavRecordKind.Deleted];
        CalDavSyncToken token = await scene.Run("-a", requests: 1);
        Assert.Equal((1, 1, 1), (token.Added, token.Changed, token.Deleted));
        Assert.DoesNotContain(scene.Observer.Records, record => record is CalDavSyncToken);
        scene.Wishes.Kinds = [];
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Without_memory_a_server_token_gives_what_changed()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b", requests: 1);
        await scene.Run("", requests: 1);
        scene.Server.Put("b", "c");
        scene.Server.Delete("a");
        await scene.Run("~b ~c -a", requests: 1);
        Assert.False(System.IO.Directory.Exists(scene.Folder));
    }

    [Theory]
    [InlineData("no sync")]
    [InlineData("no token")]
    [InlineData("no tags")]
    [InlineData("no token, no tags")]
    public async Task Without_memory_and_without_sync_the_token_itself_remembers(string server)
    {
        await using var scene = new Scene("a", "b", "c");
        if (server.Contains("no token")) scene.Server.On(Ask.Sync, _ => Dav.Multistatus(null, scene.Server.AllRows()));
        else scene.Server.Reports.Remove("sync-collection");
        if (server.Contains("no tags")) scene.Server.ETag = _ => null;
        scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b +c", atMost: 7);
        Assert.StartsWith("caldavsync:", scene.Wishes.SyncToken);
        await scene.Run("", requests: 1);
        scene.Server.Put("b", "d");
        scene.Server.Delete("a");
        await scene.Run("~b +d -a", atMost: 5);
        string token = scene.Wishes.SyncToken!;
        scene.Wishes.SyncToken = token[..^6];
        await Assert.ThrowsAsync<SyncTokenRejectedException>(() => scene.Runs(null));
        scene.Wishes.SyncToken = token;
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Strategy_sync_collection_alone_says_when_there_is_none()
    {
        await using var scene = new Scene("a");
        scene.Server.Reports.Remove("sync-collection");
        scene.Wishes.Strategy = CalDavSyncStrategy.SyncCollection;
        await scene.Fails<SyncNotSupportedException>();
        scene.Wishes.Strategy = CalDavSyncStrategy.Auto;
        await scene.Run("+a", atMost: 3);
    }
}
