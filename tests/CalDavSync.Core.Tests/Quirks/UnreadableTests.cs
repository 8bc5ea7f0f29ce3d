using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Members that a server names and nobody can read.</summary>
public class UnreadableTests
{
    // A propstat 404 is no deletion (Q54); where nothing can be read for many runs, a listing tells what it was.
    [Fact]
    public async Task A_member_that_can_never_be_read_again_is_looked_for_in_a_listing()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b");
        scene.Server.Delete("b");
        scene.Says(Dav.Props(scene.Server.Href("b"), "<D:getetag/>", "HTTP/1.1 404 Not Found"));
        for (int run = 0; run < 4; run++) await scene.Runs("");
        await scene.Run("-b", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q165_without_memory_a_warning_says_why_the_token_stays()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b");
        string token = scene.Last.SyncToken!;
        scene.Wishes.IncludeContent = true;
        scene.Server.Put("c");
        scene.Server.On(Ask.Multiget, _ => Dav.Multistatus(null));
        scene.Server.On(Ask.Get, _ => WireResponse.Of(404));
        await scene.Runs("");
        Assert.Equal(token, scene.Last.SyncToken);
        Assert.Contains(scene.Log.Warnings, warning => warning.Message.Contains("c.ics is named", System.StringComparison.Ordinal));
        scene.Server.Heal();
        await scene.Run("~c");
    }

    [Theory]
    [InlineData("sync-collection")]
    [InlineData("calendar-query")]
    public async Task Q165_the_text_of_the_version_before_is_not_taken_for_the_new_one(string report)
    {
        await using var scene = new Scene("a", "b");
        if (report != "sync-collection") scene.Server.Reports.Remove("sync-collection");
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b");
        string before = scene.Server.Row("a", withData: true);
        scene.Server.Put("a", "c");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(href => scene.Server.NameOf(href) == "a" ? before : scene.Server.Row(scene.Server.NameOf(href), true)).ToArray()));
        await scene.Runs("+c");
        await scene.Runs("");
        scene.Server.Heal();
        await scene.Run("~a");
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_text_that_stays_the_one_before_does_not_keep_the_token_for_ever()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b");
        string before = scene.Server.Row("a", withData: true);
        scene.Server.Put("a");
        scene.Server.On(Ask.Multiget, _ => Dav.Multistatus(null, before));
        for (int run = 0; run < 4; run++) await scene.Runs("");
        await scene.Runs("");
        Assert.Single(scene.Requests);
    }

    [Fact]
    public async Task A_new_text_that_comes_under_the_tag_of_the_one_before_is_told_at_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ETagsMatter = false;
        await scene.Run("+a +b");
        string before = scene.Server.ETag(scene.Server.Items["a"])!;
        scene.Server.Put("a");
        scene.Server.On(Ask.Multiget, _ => Dav.Multistatus(null, Dav.Row(scene.Server.Href("a"), before, scene.Server.Items["a"].Text)));
        await scene.Run("~a", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Texts_whose_tags_are_always_others_than_those_of_reports_are_read_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ETagsMatter = false;
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(scene.Server.NameOf).Select(name => Dav.Row(scene.Server.Href(name), $"\"text-{scene.Server.Items[name].Version}\"", scene.Server.Items[name].Text)).ToArray()));
        await scene.Run("+a +b");
        scene.Wishes.Full = true;
        await scene.Run("", requests: 2);
        scene.Wishes.Full = false;
        await scene.Run("", requests: 1);
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
    }
}
