using System.IO;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Folders that mirror a collection, over several runs.</summary>
public class DestinationTests
{
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
}
