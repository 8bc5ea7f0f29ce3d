using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part B of the quirks: cut answers, limits, depths.</summary>
public class PageTests
{
    private static readonly string[] Ten = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    private static string All => "+" + string.Join(" +", Ten);

    [Fact]
    public async Task Q33_pages_are_followed_to_the_end()
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 3;
        await scene.Run(All, requests: 4);
        await scene.Run("", requests: 1);
        scene.Server.Put("a", "b", "c", "k", "l");
        scene.Server.Delete("d", "e");
        await scene.Run("~a ~b ~c +k +l -d -e", requests: 3);
        Assert.Empty(scene.Clock.Delays);
    }

    [Fact]
    public async Task A_page_token_that_grows_old_starts_the_first_sync_again()
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 3;
        int asked = 0;
        scene.Server.On(Ask.Sync, question => question.Token is not null && ++asked == 2 ? Dav.Error(403, "valid-sync-token") : null);
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run(All)).Strategy);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q32_a_server_that_refuses_the_tokens_of_its_own_pages_is_listed()
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 3;
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Dav.Error(403, "valid-sync-token"));
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run(All)).Strategy);
        scene.Server.Put("b");
        scene.Server.Delete("j");
        await scene.Run("~b -j");
    }

    [Fact]
    public async Task Q38_without_memory_a_page_of_exactly_the_size_asked_for_is_asked_for_again_whole()
    {
        await using var scene = new Scene(Ten);
        scene.Wishes.SyncToken = string.Empty;
        await scene.Runs(All);
        scene.Wishes.PageSize = 2;
        scene.Server.Put("a", "b", "c", "d");
        scene.Server.On(Ask.Sync, question => question.Limit == 0 ? null : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Row("a"), scene.Server.Row("b")));
        await scene.Runs("~a ~b ~c ~d");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q34_a_mark_on_a_member_costs_no_change_of_it(bool withTag)
    {
        await using var scene = new Scene(Ten);
        await scene.Run(All);
        scene.Server.Put("b", "k");
        string mark = withTag
            ? scene.Server.Row("b").Replace("</D:response>", "<D:propstat><D:prop><C:calendar-data/></D:prop><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:propstat></D:response>")
            : Dav.Status(FakeCalendar.Path + "b.ics", "HTTP/1.1 507 Insufficient Storage");
        scene.Says(mark, scene.Server.Row("k"));
        await scene.Run("~b +k", atMost: 3);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q38_a_deletion_told_with_a_page_size_and_again_without_counts_once()
    {
        await using var scene = new Scene(Ten);
        scene.Wishes.SyncToken = string.Empty;
        await scene.Runs(All);
        scene.Wishes.PageSize = 2;
        scene.Server.Delete("a", "b", "c");
        scene.Server.On(Ask.Sync, question => question.Limit == 0 ? null : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Row("a"), scene.Server.Row("b")));
        await scene.Runs("-a -b -c");
        Assert.Equal(3, scene.Last.Deleted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/dav/alice/work")]
    [InlineData("work/")]
    [InlineData("http://proxy.example:8443/dav/alice/work/")]
    [InlineData("https://public.example/prefix/dav/alice/work/")]
    [InlineData("/dav/al%69ce/work/")]
    [InlineData("./")]
    [InlineData("/somewhere/else/")]
    public async Task Q34_the_mark_may_name_the_collection_in_any_way(string href)
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => Respelled(scene.Server.Properly(question), Dav.Cut(href)));
        await scene.Run(All, requests: 3);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData("<D:response><D:href>/dav/alice/work/</D:href><D:status>507</D:status></D:response>")]
    [InlineData("<D:response><D:href>/dav/alice/work/</D:href><D:status>HTTP/1.0 507</D:status></D:response>")]
    [InlineData("<D:response><D:status> HTTP/2 507 Insufficient Space </D:status><D:href> /dav/alice/work/ </D:href></D:response>")]
    [InlineData("<D:response><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>")]
    [InlineData("<D:response><D:href>/dav/alice/work/</D:href><D:propstat><D:prop/><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:propstat></D:response>")]
    [InlineData("<D:response><D:href>/dav/alice/work/</D:href><D:status>HTTP/1.1 403 Forbidden</D:status><D:error><D:number-of-matches-within-limits/></D:error></D:response>")]
    public async Task Q33_the_mark_may_be_spelled_in_any_way(string mark)
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => Respelled(scene.Server.Properly(question), mark));
        await scene.Run(All, requests: 3);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q57_without_memory_the_pages_of_a_beginning_name_no_deletions_of_strangers()
    {
        await using var scene = new Scene(Ten);
        scene.Wishes.SyncToken = string.Empty;
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => Respelled(scene.Server.Properly(question), Dav.Cut(FakeCalendar.Path) + (question.Token is null ? "" : Dav.Gone(FakeCalendar.Path + "z.ics"))));
        await scene.Run(All, requests: 3);
    }

    [Fact]
    public async Task Q35_a_token_that_comes_again_ends_the_run_with_an_error()
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Dav.Multistatus(question.Token, scene.Server.Row("e"), Dav.Cut(FakeCalendar.Path)));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => scene.Run("", atMost: 4));
        Assert.True(scene.Requests.Count <= 3);
        scene.Server.Heal();
        scene.Resume();
        await scene.Run("+e +f +g +h +i +j", atMost: 4);
    }

    [Fact]
    public async Task Q35_a_cut_page_without_a_token_ends_the_run_with_an_error()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(null, scene.Server.Row("c"), Dav.Cut(FakeCalendar.Path)));
        await scene.Fails<UnexpectedAnswerException>();
        scene.Server.Heal();
        await scene.Run("+c", requests: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q35_pages_without_end_and_without_news_are_given_up(bool withReplays)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        int page = 0;
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus($"urn:endless:{++page}", withReplays ? scene.Server.Row("a") : null, Dav.Cut(FakeCalendar.Path)));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => scene.Run("", atMost: 30));
        Assert.True(page <= 25, $"{page} pages");
    }

    [Theory]
    [InlineData(507, "number-of-matches-within-limits")]
    [InlineData(403, "number-of-matches-within-limits")]
    [InlineData(400, "bad-request")]
    public async Task Q36_Q37_a_refused_limit_is_left_out(int status, string condition)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.PageSize = 2;
        scene.Server.On(Ask.Sync, question => question.Limit > 0 ? Dav.Error(status, condition) : null);
        await scene.Run("+a +b +c", requests: 2);
        scene.Server.Put("d");
        await scene.Run("+d", requests: 2);
    }

    [Fact]
    public async Task Q38_Q39_a_limit_that_cuts_in_silence_loses_nothing()
    {
        await using var scene = new Scene(Ten);
        scene.Wishes.PageSize = 4;
        scene.Server.On(Ask.Sync, question =>
            Dav.Multistatus(scene.Server.CurrentToken, scene.Server.RowsSince(question.Token is null ? 0 : scene.Server.RevisionOf(question.Token)!.Value).Take(4).ToArray()));
        await scene.Run(All, atMost: 4);
        scene.Server.Put("k", "l", "m", "n", "o");
        scene.Server.Delete("a");
        await scene.Run("+k +l +m +n +o -a", atMost: 3);
    }

    [Fact]
    public async Task Q38_no_limit_is_sent_unless_asked_for()
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        Assert.DoesNotContain("limit", scene.Requests[0].Request.Text);
    }

    [Fact]
    public async Task Q40_a_short_page_without_a_mark_is_the_end_of_it()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.PageSize = 10;
        await scene.Run("+a +b +c", requests: 1);
    }

    [Fact]
    public async Task Q41_a_hard_507_with_a_multistatus_inside_is_a_page()
    {
        await using var scene = new Scene(Ten);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => question.Token is null
            ? Dav.Xml(507, Dav.MultistatusText("urn:test:4", scene.Server.Row("a"), scene.Server.Row("b"), scene.Server.Row("c"), scene.Server.Row("d")))
            : null);
        await scene.Run(All, requests: 3);
    }

    [Fact]
    public async Task Q45_Q49_Q51_elements_stand_in_the_order_of_the_DTD()
    {
        await using var scene = new Scene("a");
        scene.Wishes.PageSize = 5;
        await scene.Run("+a");
        string text = scene.Requests[0].Request.Text;
        int[] places = new[] { "sync-token", "sync-level", "D:limit", "D:prop" }.Select(name => text.IndexOf("<" + (name[1] == ':' ? "" : "D:") + name, StringComparison.Ordinal)).ToArray();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("<D:sync-level>1</D:sync-level>", text);
        Assert.Equal("0", scene.Requests[0].Depth);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    public async Task Q33_Q170_a_paged_resync_is_confirmed_to_its_last_page(int pageSize)
    {
        string[] names = Enumerable.Range(10, 30).Select(i => "p" + i).ToArray();
        await using var scene = new Scene(names);
        scene.Server.PageSize = pageSize;
        await scene.Run(names.Select(name => "+" + name).ToArray(), atMost: 9);
        scene.Server.RevisionOf = TheLastTokenIsUnknown(scene);
        scene.Server.Delete(names[..12]);
        await scene.Run(names[..12].Select(name => "-" + name).ToArray(), atMost: 14);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q33_Q170_what_only_a_later_page_of_the_second_listing_names_is_not_deleted()
    {
        string[] names = Enumerable.Range(10, 30).Select(i => "p" + i).ToArray();
        await using var scene = new Scene(names);
        await scene.Run(names.Select(name => "+" + name).ToArray(), requests: 1);
        scene.Server.RevisionOf = TheLastTokenIsUnknown(scene);
        scene.Server.Put("new");
        string[] rows = scene.Server.AllRows();
        int lists = 0;
        scene.Server.On(Ask.Sync, question => question.Token switch
        {
            null when ++lists == 1 => Dav.Multistatus(scene.Server.CurrentToken, rows[..15]),
            null => Dav.Multistatus("urn:test:page", [.. rows[..4], Dav.Cut(FakeCalendar.Path)]),
            "urn:test:page" => Dav.Multistatus(scene.Server.CurrentToken, rows[4..]),
            _ => null,
        });
        await scene.Run("+new", requests: 4);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("urn:test:0")]
    public async Task Q33_a_second_listing_that_cannot_be_read_to_its_end_deletes_nothing(string? pageToken)
    {
        string[] names = Enumerable.Range(10, 30).Select(i => "p" + i).ToArray();
        await using var scene = new Scene(names);
        await scene.Run(names.Select(name => "+" + name).ToArray(), requests: 1);
        scene.Server.RevisionOf = TheLastTokenIsUnknown(scene);
        string[] rows = scene.Server.AllRows();
        int lists = 0;
        scene.Server.On(Ask.Sync, question =>
            question.Token == "urn:test:30" ? null
            : ++lists == 1 ? Dav.Multistatus("urn:test:31", rows[..15])
            : Dav.Multistatus(pageToken, [.. rows[..4], Dav.Cut(FakeCalendar.Path)]));
        await scene.Fails<UnexpectedAnswerException>(atMost: 16);
        Assert.Empty(scene.Observer.Records);
    }

    [Fact]
    public async Task Q33_a_listing_that_was_cut_deletes_nothing()
    {
        await using var scene = new Scene(Ten);
        scene.Server.Reports.Remove("sync-collection");
        await scene.Run(All);
        scene.Server.Put("k");
        scene.Server.On(Ask.List, Dav.Multistatus(null, [.. scene.Server.AllRows()[..5], Dav.Cut(FakeCalendar.Path)]));
        scene.Server.On(Ask.Query, Dav.Multistatus(null, [.. scene.Server.AllRows()[..5], Dav.Cut(FakeCalendar.Path)]));
        await scene.Fails<UnexpectedAnswerException>();
        Assert.Empty(scene.Observer.Records);
        scene.Server.Heal();
        await scene.Run("+k");
    }

    private static Func<string, int?> TheLastTokenIsUnknown(Scene scene)
    {
        Func<string, int?> known = scene.Server.RevisionOf;
        string last = scene.Server.CurrentToken;
        return token => token == last ? null : known(token);
    }

    private static WireResponse Respelled(WireResponse answer, string mark)
    {
        string text = System.Text.Encoding.UTF8.GetString(answer.Bytes());
        string body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return WireResponse.Of(207, body.Replace(Dav.Cut(FakeCalendar.Path), mark), ("Content-Type", "application/xml"));
    }
}
