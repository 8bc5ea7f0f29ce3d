using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// Design section 5, point 2: a failing rung degrades to the next with one warning that says why, is remembered, and is tried again later.
/// </summary>
public class LadderTests
{
    [Theory]
    [InlineData(CalDavSyncStrategy.Listing)]
    [InlineData(CalDavSyncStrategy.Content)]
    public async Task A_listing_does_not_continue_from_a_token_of_the_server(CalDavSyncStrategy strategy)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.SyncToken = string.Empty;
        await scene.Runs("+a +b");
        scene.Wishes.Strategy = strategy;
        SyncTokenRejectedException error = await scene.Fails<SyncTokenRejectedException>();
        Assert.Contains("caldavsync:", error.Message, System.StringComparison.Ordinal);
        Assert.Empty(scene.Requests);
    }

    [Fact]
    public async Task A_report_that_is_not_found_on_a_calendar_that_is_there_degrades_to_a_listing()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, WireResponse.Of(404));
        await scene.Run("+a +b");
        scene.Server.Delete("b");
        await scene.Run("-b");
    }

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Theory]
    [InlineData(500, "500")]
    [InlineData(501, "501")]
    [InlineData(400, "400")]
    [InlineData(403, "403")]
    [InlineData(415, "415")]
    public async Task A_refused_report_is_warned_of_once_and_tried_again_after_a_week(int status, string named)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, WireResponse.Of(status));
        await scene.Run("+a +b", atMost: 5);
        AssertWarned(scene, Kind(Ask.Sync), named, "listed and compared instead", "7 days");

        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
        Assert.Empty(scene.Log.Warnings);

        scene.Clock.Advance(Week);
        await scene.Run("", atMost: 5);
        AssertWarned(scene, Kind(Ask.Sync), named);

        scene.Server.Heal();
        scene.Clock.Advance(Week);
        scene.Server.Delete("a");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("-a", atMost: 3)).Strategy);
        Assert.Empty(scene.Log.Warnings);
        scene.Server.Put("d");
        await scene.Run("+d", requests: 1);
    }

    [Fact]
    public async Task A_report_that_breaks_the_connection_is_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, WireResponse.Nothing());
        await scene.Run("+a +b", atMost: 9);
        AssertWarned(scene, Kind(Ask.Sync), "connection was lost", "listed and compared instead");
        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q06_a_token_kept_through_a_bad_time_is_tried_each_time_and_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b", requests: 1);
        scene.Server.On(Ask.Sync, WireResponse.Of(500));
        scene.Server.Put("c");
        await scene.Run("+c", atMost: 5);
        AssertWarned(scene, Kind(Ask.Sync), "500");
        scene.Server.Put("d");
        await scene.Run("+d", atMost: 5);
        Assert.Empty(scene.Log.Warnings);

        scene.Server.Heal();
        scene.Server.Put("e");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+e", atMost: 2)).Strategy);
        scene.Server.On(Ask.Sync, WireResponse.Of(500));
        await scene.Run("", atMost: 5);
        AssertWarned(scene, Kind(Ask.Sync), "500");
    }

    [Fact]
    public async Task Q19_a_report_without_a_token_is_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(null, scene.Server.AllRows()));
        await scene.Run("+a +b", atMost: 3);
        AssertWarned(scene, Kind(Ask.Sync), "no sync token");
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q46_a_report_that_names_nothing_at_any_depth_is_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken));
        await scene.Run("+a +b", atMost: 6);
        AssertWarned(scene, Kind(Ask.Sync), "names no item");
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task A_server_that_never_offered_the_report_is_no_reason_to_warn()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a +b", requests: 2);
        Assert.Empty(scene.Log.Warnings);
        scene.Server.Reports.Clear();
        await scene.Run("", atMost: 3);
        Assert.Empty(scene.Log.Warnings);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(500)]
    public async Task Q137_a_PROPFIND_that_cannot_list_is_warned_of_once_and_tried_again_after_a_week(int status)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.List, WireResponse.Of(status));
        await scene.Run("+a +b", requests: 3);
        AssertWarned(scene, Kind(Ask.List), status.ToString(), "calendar-query instead");
        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
        Assert.Empty(scene.Log.Warnings);

        scene.Server.Heal();
        scene.Clock.Advance(Week);
        scene.Server.Put("d");
        await scene.Run("+d", requests: 2);
        Assert.Contains(scene.Requests, question => question.Kind == Ask.List);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q92_tags_that_only_a_query_has_are_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, scene.Server.Items.Keys.Select(name => Dav.Props(scene.Server.Href(name), "")).ToArray()));
        await scene.Run("+a +b", requests: 3);
        AssertWarned(scene, Kind(Ask.List), "no entity tags", "calendar-query");
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q91_texts_in_place_of_tags_are_warned_of_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.ETag = _ => null;
        await scene.Run("+a +b", atMost: 5);
        AssertWarned(scene, "noETagsSince", "neither PROPFIND nor calendar-query", "texts of all items are read");
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 4);
        Assert.Empty(scene.Log.Warnings);
        scene.Clock.Advance(Week);
        scene.Server.ETag = item => $"\"v{item.Version}\"";
        scene.Wishes.ETagsMatter = false;
        await scene.Run("", atMost: 4);
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
    }

    [Fact]
    public async Task Q92_Q115_a_query_that_has_tags_and_leaves_items_out_deletes_nothing()
    {
        await using var scene = new Scene("a", "b", "old");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.ETag = _ => null;
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, Dav.Row(scene.Server.Href("a"), "\"a\""), Dav.Row(scene.Server.Href("b"), "\"b\"")));
        await scene.Run("+a +b +old", atMost: 6);
        await scene.Run("", atMost: 4);
        scene.Clock.Advance(Week);
        await scene.Run("", atMost: 6);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    public async Task A_multiget_that_never_works_is_warned_of_once_and_tried_again_after_a_week(int status)
    {
        await using var scene = new Scene("a", "b", "c", "d");
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Multiget, WireResponse.Of(status));
        await scene.Run("+a +b +c +d", atMost: 12);
        AssertWarned(scene, "multigetFailedAt", status.ToString(), "one by one");
        scene.Server.Put("a", "e");
        await scene.Run("~a +e", requests: 3);
        Assert.Empty(scene.Log.Warnings);

        scene.Server.Heal();
        scene.Clock.Advance(Week);
        scene.Server.Put("a", "e");
        await scene.Run("~a ~e", atMost: 3);
        Assert.Contains(scene.Requests, question => question.Kind == Ask.Multiget);
    }

    [Fact]
    public async Task One_bad_item_at_the_head_of_a_multiget_says_nothing_against_the_report()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Multiget, question => question.Hrefs.Any(href => scene.Server.NameOf(href) == "a") ? WireResponse.Of(500) : null);
        await scene.Run("+a +b +c +d", atMost: 8);
        Assert.Empty(scene.Log.Warnings);
        Assert.Equal("a", Assert.Single(scene.Requests.Where(question => question.Kind == Ask.Get).Select(question => scene.Server.NameOf(question.Request.Target))));
    }

    private static string Kind(Ask rung) => rung == Ask.Sync ? "syncFailedAt" : "propfindFailedAt";

    private static void AssertWarned(Scene scene, string cause, params string[] words)
    {
        (string Cause, string Message) warning = Assert.Single(scene.Log.Warnings);
        Assert.Equal(cause, warning.Cause);
        Assert.StartsWith("127.0.0.1/work ", warning.Message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, warning.Message, StringComparison.Ordinal));
    }
}
