using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part E of the quirks: entity tags and collection tags.</summary>
public class ETagTests
{
    [Theory]
    [InlineData("Q87 unquoted", "20260101T{0}", "20260101T{0}")]
    [InlineData("Q87 sometimes quoted", "t{0}", "\"t{0}\"")]
    [InlineData("Q88 weakened", "\"t{0}\"", "W/\"t{0}\"")]
    [InlineData("Q88 weak", "W/\"t{0}\"", "W/\"t{0}\"")]
    [InlineData("Q89 gzip", "\"t{0}\"", "\"t{0}-gzip\"")]
    [InlineData("Q102 doubly quoted", "\"\"t{0}\"\"", "\"t{0}\"")]
    public async Task Q87_to_Q102_a_tag_is_the_same_however_it_is_written(string quirk, string inReport, string inListing)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.ETagsMatter = false;
        scene.Server.ETag = item => string.Format(inReport, item.Version);
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, scene.Server.Items.Values.Select(item => Dav.Row(scene.Server.Href(item.Name), string.Format(inListing, item.Version))).ToArray()));
        await scene.Run("+a +b +c", requests: 1);
        scene.Wishes.Verify = true;
        await scene.Run("", requests: 2);
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
        scene.Wishes.Strategy = CalDavSyncStrategy.Listing;
        await scene.Run("", requests: 2);
        Assert.NotEmpty(quirk);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Q91_Q92_without_tags_texts_decide(bool hasSync, bool usesPatch)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.UsePatch = scene.Wishes.IncludeContent = usesPatch;
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        scene.Server.ETag = _ => null;
        scene.Server.CTag = _ => null;
        await scene.Run("+a +b +c", atMost: 6);
        await scene.Run("", atMost: 5);
        scene.Server.Put("b", "d");
        scene.Server.Delete("a");
        await scene.Run("~b +d -a", atMost: 5);
        scene.Wishes.Verify = true;
        await scene.Run("", atMost: 6);
    }

    [Fact]
    public async Task Q92_tags_that_only_a_query_gives_are_found()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, scene.Server.Items.Keys.Select(name => Dav.Props(scene.Server.Href(name), "")).ToArray()));
        await scene.Run("+a +b +c", requests: 3);
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
    }

    [Fact]
    public async Task Q90_a_tag_in_the_header_of_ownCloud_is_the_tag()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.RemoveAll(report => report != "sync-collection");
        scene.Server.On(Ask.Sync, question => question.Token is null
            ? Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Items.Keys.Select(name => Dav.Props(scene.Server.Href(name), "")).ToArray())
            : null);
        scene.Server.On(Ask.Get, question =>
        {
            FakeItem item = scene.Server.Items[scene.Server.NameOf(question.Request.Target)];
            return WireResponse.Of(200, item.Text, ("Content-Type", "text/calendar"), ("OC-ETag", scene.Server.ETag(item)!));
        });
        await scene.Run("+a +b", requests: 3);
        scene.Wishes.Verify = true;
        await scene.Run("", requests: 2);
    }

    [Fact]
    public async Task Q91_a_single_item_without_a_tag_costs_only_itself()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.ETag = item => item.Name == "b" ? null : $"\"v{item.Version}\"";
        await scene.Run("+a +b +c", atMost: 2);
        await scene.Run("", requests: 1);
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
    }

    [Fact]
    public async Task Q91_Q92_a_first_listing_with_some_tags_missing_deletes_nothing()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.On(Ask.Sync, WireResponse.Of(501));
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, scene.Server.Row("a"), Dav.Props(FakeCalendar.Path + "b.ics", "<D:getetag/>", "HTTP/1.1 404 Not Found"), scene.Server.Row("c")));
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, scene.Server.Row("a"), Dav.Props(FakeCalendar.Path + "b.ics", "<D:getetag/>", "HTTP/1.1 404 Not Found"), scene.Server.Row("c")));
        scene.Wishes.ETagsMatter = false;
        await scene.Run("+a +b +c");
        await scene.Run("");
    }

    [Fact]
    public async Task Q95_Q169_new_tags_on_old_texts_are_no_changes()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ETagsMatter = false;
        await scene.Run("+a +b +c", requests: 2);
        scene.Server.ETag = item => $"\"migrated-{item.Version}\"";
        scene.Says(scene.Server.AllRows());
        await scene.Run("", requests: 2);
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
    }

    [Fact]
    public async Task Q91_tags_that_only_the_listing_has_make_no_changes()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.ETagsMatter = false;
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(
            scene.Server.CurrentToken,
            scene.Server.ChangesSince(question.Token is null ? 0 : scene.Server.RevisionOf(question.Token)!.Value).Select(change => Dav.Props(scene.Server.Href(change.Name), "")).ToArray()));
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(href => Dav.Row(href, null, scene.Server.Items[scene.Server.NameOf(href)].Text)).ToArray()));
        await scene.Run("+a +b +c", requests: 2);
        scene.Wishes.Verify = true;
        await scene.Run("", atMost: 3);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 4);
        await scene.Run("", atMost: 3);
    }

    [Fact]
    public async Task Q95_a_tag_that_stays_over_a_change_is_found_by_comparing_texts()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.ETag = _ => "\"always\"";
        scene.Wishes.Strategy = CalDavSyncStrategy.Content;
        await scene.Run("+a +b", atMost: 3);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 3);
        scene.Server.Delete("a");
        await scene.Run("-a", atMost: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule_5_a_tag_that_restarts_hides_no_change(bool withContent)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = withContent;
        scene.Server.ETag = _ => "\"gcs00000000\"";
        await scene.Run("+a +b", requests: 2);
        scene.Server.Delete("a");
        scene.Server.PutText("a", EventText.Of("other", "Recreated"));
        await scene.Run("~a", atMost: 3);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q97_a_tag_that_differs_each_time_ends_in_plain_listings()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        int reads = 0;
        scene.Server.CTag = _ => $"noise-{++reads}";
        await scene.Run("+a +b", requests: 2);
        for (int i = 0; i < 5; i++) await scene.Run("", atMost: 2);
        await scene.Run("", requests: 1);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 2);
        scene.Server.Delete("a");
        await scene.Run("-a", atMost: 2);
    }

    [Fact]
    public async Task Q98_Q99_a_tag_that_does_not_move_is_not_believed_for_ever()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => "stuck";
        await scene.Run("+a +b", requests: 2);
        scene.Server.Delete("a");
        for (int day = 0; day < 8; day++)
        {
            scene.Clock.Advance(System.TimeSpan.FromDays(1));
            await scene.Runs(null);
        }

        await scene.Run("", atMost: 2);
    }

    [Fact]
    public async Task Q98_Q99_a_tag_that_does_not_move_is_seen_through_with_verify()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => "stuck";
        await scene.Run("+a +b", requests: 2);
        scene.Server.Delete("a");
        scene.Wishes.Verify = true;
        await scene.Run("-a", requests: 2);
    }

    [Fact]
    public async Task Q100_the_tag_is_read_before_the_listing()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        bool changed = false;
        scene.Server.On(Ask.List, _ =>
        {
            if (changed) return null;
            changed = true;
            WireResponse answer = Dav.Multistatus(null, scene.Server.AllRows());
            scene.Server.Put("c");
            return answer;
        });
        await scene.Runs("+a +b");
        await scene.Run("+c", requests: 2);
    }
}
