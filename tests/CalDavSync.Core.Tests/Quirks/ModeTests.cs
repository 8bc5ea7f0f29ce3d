using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_folder_equals_the_server_after_every_run(bool hasSync)
    {
        await using var scene = new Scene("a", "b", "c");
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a +b +c");
        scene.Wishes.Destination = scene.NewFolder("mirror");
        await scene.Run("", atMost: 3);
        scene.Server.Put("b", "d");
        scene.Server.Delete("a");
        await scene.Run("~b +d -a", atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_left_out_for_a_while_is_brought_up_to_date(bool hasSync)
    {
        await using var scene = new Scene("a", "b", "c");
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        string folder = scene.NewFolder("mirror");
        scene.Wishes.Destination = folder;
        await scene.Run("+a +b +c", atMost: 4);
        scene.Wishes.Destination = null;
        scene.Server.Put("b", "d");
        scene.Server.Delete("a");
        await scene.Run("~b +d -a", atMost: 3);
        scene.Wishes.Destination = folder;
        await scene.Run("", atMost: 3);
        scene.Wishes.Destination = scene.NewFolder("other");
        await scene.Run("", atMost: 3);
        scene.Wishes.Destination = folder;
        await scene.Run("", atMost: 3);
    }

    [Fact]
    public async Task Folders_that_take_turns_each_equal_the_server()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        string[] folders = [scene.NewFolder("one"), scene.NewFolder("two")];
        scene.Wishes.Destination = folders[0];
        await scene.Run("+a +b +c +d");
        foreach (string gone in new[] { "a", "b", "c" })
        {
            scene.Wishes.Destination = folders[gone == "b" ? 0 : 1];
            scene.Server.Delete(gone);
            await scene.Run("-" + gone);
        }

        scene.Server.Put("a");
        scene.Wishes.Destination = folders[0];
        await scene.Run("+a");
    }

    [Fact]
    public async Task A_file_of_an_item_that_only_an_unfinished_run_has_told_is_removed()
    {
        await using var scene = new Scene("a", "b", "c");
        string folder = scene.NewFolder("mirror");
        scene.Wishes.Destination = folder;
        await scene.Breaks(after: 1);
        scene.Server.Delete("a", "b");
        scene.Wishes.Destination = null;
        await scene.Runs(null);
        scene.Wishes.Destination = folder;
        await scene.Run("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_somebody_removed_or_emptied_is_filled_again(bool removed)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.Destination = scene.NewFolder("mirror");
        await scene.Run("+a +b +c", atMost: 4);
        if (removed) Directory.Delete(scene.Wishes.Destination, recursive: true);
        else foreach (string file in Directory.GetFiles(scene.Wishes.Destination)) File.Delete(file);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_folder_is_completed_when_an_item_could_not_be_read_at_first()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.Destination = scene.NewFolder("mirror");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, scene.Server.Row("a", true)));
        scene.Server.On(Ask.Get, WireResponse.Of(500));
        await scene.Runs("+a");
        scene.Server.Heal();
        await scene.Run("+b", atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_change_that_only_its_text_shows_is_still_told_after_a_folder_was_filled()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.ETag = _ => "\"always\"";
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b");
        scene.Wishes.IncludeContent = false;
        scene.Server.Put("a");
        await scene.Runs("");
        scene.Wishes.Destination = scene.NewFolder("mirror");
        await scene.Runs("");
        scene.Wishes.Strategy = CalDavSyncStrategy.Content;
        await scene.Run("~a");
    }

    [Fact]
    public async Task A_text_that_changes_while_a_folder_is_filled_is_still_told()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Wishes.Destination = scene.NewFolder("mirror");
        bool raced = false;
        scene.Server.On(Ask.Multiget, _ =>
        {
            if (!raced) scene.Server.Put("a");
            raced = true;
            return null;
        });
        await scene.Runs("");
        await scene.Run("~a", atMost: 3);
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
