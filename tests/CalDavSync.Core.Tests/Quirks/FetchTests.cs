using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part F of the quirks: reading texts.</summary>
public class FetchTests
{
    // SOGo and Calypso list names as they are: a percent sign in one is no escape.
    [Fact]
    public async Task A_percent_sign_of_a_name_that_is_listed_as_it_is_is_escaped_in_a_second_try()
    {
        await using var scene = new Scene("per%cent", "plain");
        scene.Wishes.IncludeContent = true;
        scene.Server.NameOf = href => href[(href.LastIndexOf('/') + 1)..].Replace("%25", "%").Replace(".ics", "");
        scene.Server.On(Ask.Query, WireResponse.Of(403));
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(href => href.Contains('%') ? Dav.Gone(href) : scene.Server.Row("plain", true)).ToArray()));
        scene.Server.On(Ask.Get, question => question.Request.Target.Contains("%25", System.StringComparison.Ordinal) ? null : WireResponse.Of(404));
        await scene.Run("+per%cent +plain");
        scene.Server.Put("per%cent");
        await scene.Run("~per%cent");
    }

    [Theory]
    [InlineData("text/calendar; charset=ISO-8859-1", true)]
    [InlineData("text/calendar; charset=\"iso-8859-1\"; component=VEVENT", true)]
    [InlineData("text/calendar", false)]
    [InlineData("text/calendar; charset=utf-8", false)]
    public async Task A_text_by_GET_is_read_in_the_encoding_its_server_names_and_never_in_a_guessed_one(string type, bool isNamed)
    {
        await using var scene = new Scene("a");
        scene.Wishes.IncludeContent = true;
        scene.Server.Reports.Remove("calendar-multiget");
        scene.Server.On(Ask.Multiget, WireResponse.Of(403));
        scene.Server.On(Ask.Query, WireResponse.Of(403));
        string text = EventText.Of("a", "K\u00E4se");
        scene.Server.PutText("a", text);
        scene.Server.On(Ask.Get, WireResponse.Of(200, Encoding.Latin1.GetBytes(text), ("Content-Type", type)));
        await scene.Runs("+a");
        string read = scene.Sum["a"].Item!.Content!;
        Assert.Contains(isNamed ? "K\u00E4se" : "K\0se", read, System.StringComparison.Ordinal);
        Assert.Equal(isNamed ? 0 : 1, scene.Observer.Failures.Count);
    }

    private static readonly string[] Twenty = Enumerable.Range(10, 20).Select(i => "i" + i).ToArray();

    private static string[] Added(string[] names) => names.Select(name => "+" + name).ToArray();

    private static Scene WithText(params string[] names)
    {
        var scene = new Scene(names);
        scene.Wishes.IncludeContent = true;
        return scene;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(20, 4)]
    public async Task N_changes_with_texts_cost_one_and_n_by_batch_requests(int changes, int batches)
    {
        string[] names = Enumerable.Range(0, 100).Select(i => $"n{i:000}").ToArray();
        await using Scene scene = WithText(names);
        scene.Wishes.BatchSize = 5;
        await scene.Run(Added(names), requests: 2);
        scene.Server.Put(names[..changes]);
        await scene.Run(names[..changes].Select(name => "~" + name).ToArray(), requests: 1 + batches);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Listing_costs_one_request_without_and_two_and_n_by_batch_with_changes()
    {
        string[] names = Enumerable.Range(0, 100).Select(i => $"n{i:000}").ToArray();
        await using Scene scene = WithText(names);
        scene.Server.Reports.Remove("sync-collection");
        scene.Wishes.BatchSize = 5;
        await scene.Run(Added(names), requests: 3);
        await scene.Run("", requests: 1);
        scene.Server.Put(names[..11]);
        await scene.Run(names[..11].Select(name => "~" + name).ToArray(), requests: 2 + 3);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q42_Q103_a_capped_multiget_is_asked_again_for_the_rest()
    {
        await using Scene scene = WithText(Twenty);
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Take(12).Select(href => scene.Server.Row(scene.Server.NameOf(href), true)).ToArray()));
        await scene.Run(Added(Twenty), requests: 3);
        scene.Server.Put(Twenty);
        await scene.Run(Twenty.Select(name => "~" + name).ToArray(), requests: 3);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(413)]
    public async Task Q105_Q106_a_multiget_that_is_too_large_is_halved(int status)
    {
        await using Scene scene = WithText(Twenty);
        scene.Server.On(Ask.Multiget, question => question.Hrefs.Count > 5 ? Dav.Error(status, "number-of-matches-within-limits") : null);
        await scene.Run(Added(Twenty), atMost: 8);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task Q106_without_multiget_items_are_read_one_by_one(int status)
    {
        await using Scene scene = WithText("a", "b", "c", "d");
        scene.Server.On(Ask.Multiget, WireResponse.Of(status));
        scene.Server.On(Ask.Query, WireResponse.Of(status));
        await scene.Run("+a +b +c +d", atMost: 9);
        scene.Server.Put("a", "b");
        await scene.Run("~a ~b", requests: 3);
    }

    [Fact]
    public async Task Q107_a_GET_that_never_works_does_not_matter_where_multiget_does()
    {
        await using Scene scene = WithText("a", "b");
        scene.Server.On(Ask.Get, WireResponse.Of(500));
        await scene.Run("+a +b", requests: 2);
    }

    [Fact]
    public async Task Q108_Q109_one_member_that_is_not_there_costs_only_itself()
    {
        await using Scene scene = WithText("a", "b", "c");
        scene.Server.Put("ghost");
        string ghost = scene.Server.Row("ghost");
        scene.Server.Delete("ghost");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(scene.Server.CurrentToken, question.Token is null ? [.. scene.Server.AllRows(), ghost] : []));
        await scene.Run("+a +b +c", atMost: 6);
        for (int i = 0; i < 5; i++) await scene.Run("", atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(true, CalDavSyncMode.Incremental)]
    [InlineData(false, CalDavSyncMode.Listing)]
    public async Task Q165_an_item_that_can_be_read_later_is_a_change_of_that_run(bool hasTokens, CalDavSyncMode mode)
    {
        await using Scene scene = WithText("a", "late");
        if (!hasTokens) scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(href => href.Contains("late") ? Dav.Gone(href) : scene.Server.Row("a", true)).ToArray()));
        scene.Server.On(Ask.Get, WireResponse.Of(404));
        await scene.Runs("+a");
        scene.Server.Heal();
        Assert.Equal(mode, (await scene.Run("+late")).Mode);
        Assert.Equal(CalDavSyncMode.Unchanged, (await scene.Run("")).Mode);
    }

    [Fact]
    public async Task Rule_14_a_multiget_that_fails_over_one_missing_member_gives_the_others()
    {
        await using Scene scene = WithText("a", "b", "c", "d", "e");
        string ghost = Dav.Row(FakeCalendar.Path + "0ghost.ics", "\"g\"");
        scene.Server.On(Ask.Multiget, question => question.Hrefs.Any(href => href.Contains("ghost")) ? WireResponse.Of(404) : null);
        scene.Says([ghost, .. scene.Server.AllRows()]);
        await scene.Run("+a +b +c +d +e", atMost: 12);
        scene.Server.Put("a", "b", "c");
        await scene.Run("~a ~b ~c", atMost: 5);
        Assert.Single(scene.Requests, question => question.Kind == Ask.Multiget && question.Hrefs.Count == 3);
    }

    [Fact]
    public async Task The_token_never_advances_over_a_member_that_could_not_be_read()
    {
        await using Scene scene = WithText("a", "b");
        await scene.Run("+a +b");
        string? token = scene.Last.SyncToken;
        scene.Server.Put("a", "bad", "good");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Where(href => !href.Contains("bad")).Select(href => scene.Server.Row(scene.Server.NameOf(href), true)).ToArray()));
        scene.Server.On(Ask.Get, WireResponse.Of(500));
        await scene.Runs("~a +good");
        Assert.Equal((1, token), (scene.Last.Failed, scene.Last.SyncToken));
        Assert.Equal("/dav/alice/work/bad.ics", Assert.Single(scene.Observer.Failures).Href);
        await scene.Runs("");
        scene.Server.Heal();
        await scene.Run("+bad", atMost: 4);
        Assert.NotEqual(token, scene.Last.SyncToken);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_collection_tag_never_hides_a_member_that_could_not_be_read()
    {
        await using Scene scene = WithText("a", "bad");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, scene.Server.Row("a", true)));
        scene.Server.On(Ask.Get, WireResponse.Of(500));
        await scene.Runs("+a");
        await scene.Runs("");
        scene.Server.Heal();
        await scene.Run("+bad", atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_login_page_in_place_of_an_item_is_no_item()
    {
        await using Scene scene = WithText("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.On(Ask.Multiget, WireResponse.Of(501));
        scene.Server.On(Ask.Get, WireResponse.Of(200, "<!DOCTYPE html><html><body>Please log in</body></html>", ("Content-Type", "text/html; charset=utf-8")));
        await scene.Runs("");
        Assert.Equal(1, scene.Last.Failed);
        scene.Server.Heal();
        await scene.Run("+c", atMost: 4);
    }

    [Fact]
    public async Task An_item_without_end_costs_only_itself()
    {
        await using Scene scene = WithText("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("endless");
        scene.Server.On(Ask.Multiget, WireResponse.Of(501));
        scene.Server.On(Ask.Get, WireResponse.Of(200, new byte[(64 << 20) + 1]).Gzip());
        await scene.Runs("");
        Assert.Contains("bytes, which is no item", Assert.Single(scene.Observer.Failures).Error.Message);
    }

    [Fact]
    public async Task An_item_cut_in_its_middle_is_told_and_kept()
    {
        await using Scene scene = WithText("a");
        scene.Server.PutText("cut", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:cut\r\n");
        await scene.Run("+a +cut");
        (string href, Exception error) = Assert.Single(scene.Observer.Failures);
        Assert.Equal("/dav/alice/work/cut.ics", href);
        Assert.Contains("BEGIN:VEVENT without an END, line 3", Assert.IsType<InvalidCalendarDataException>(error).Message, StringComparison.Ordinal);
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Observer.Failures);
    }

    [Fact]
    public async Task A_server_that_breaks_every_connection_ends_the_run_after_a_few_items()
    {
        await using Scene scene = WithText(Enumerable.Range(0, 40).Select(i => $"i{i:00}").ToArray());
        scene.Server.Reports.RemoveAll(report => report != "sync-collection");
        scene.Server.On(Ask.Get, WireResponse.Nothing());
        await Assert.ThrowsAsync<ConnectionFailedException>(() => scene.Runs(null));
        Assert.InRange(scene.Requests.Count(question => question.Kind == Ask.Get), 3, 100);
        scene.Resume();
        scene.Server.Heal();
        await scene.Run(scene.Server.Items.Keys.Select(name => "+" + name).ToArray(), atMost: 45);
    }

    [Fact]
    public async Task Q112_an_empty_calendar_may_answer_404_to_a_query()
    {
        await using var scene = new Scene();
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.Query, WireResponse.Of(404));
        await scene.Run("", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q110_Q115_Q116_what_a_query_leaves_out_is_read_otherwise()
    {
        string[] names = Enumerable.Range(0, 60).Select(i => $"n{i:00}").ToArray();
        await using Scene scene = WithText(names);
        scene.Server.On(Ask.Query, question => question.Component is null
            ? Dav.Error(403, "supported-filter")
            : Dav.Multistatus(null, scene.Server.AllRows(true).Take(25).ToArray()));
        await scene.Run(Added(names), atMost: 5);
    }

    [Fact]
    public async Task A_text_newer_than_its_row_is_told_once()
    {
        await using Scene scene = WithText("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("a");
        bool raced = false;
        scene.Server.On(Ask.Multiget, _ =>
        {
            if (!raced) scene.Server.Put("a");
            raced = true;
            return null;
        });
        await scene.Run("~a", requests: 2);
        await scene.Run("", atMost: 2);
    }
}
