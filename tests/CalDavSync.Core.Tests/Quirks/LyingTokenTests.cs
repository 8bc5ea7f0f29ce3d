using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part A of the quirks: tokens that are answered, but not with the truth.</summary>
public class LyingTokenTests
{
    [Fact]
    public async Task Q10_a_full_list_in_place_of_changes_hides_no_deletion()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        await scene.Run("+a +b +c +d", requests: 1);
        scene.Server.Put("b", "e");
        scene.Server.Delete("c");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(scene.Server.CurrentToken, scene.Server.AllRows()));

        CalDavSyncToken token = await scene.Run("~b +e -c", requests: 2);

        Assert.Equal(1, token.Repaired);
        scene.Server.Heal();
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q10_rule_1_a_calendar_made_again_at_the_same_address_is_noticed()
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Delete("a", "b", "c");
        scene.Server.Put("c", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(scene.Server.CurrentToken, scene.Server.AllRows()));
        await scene.Run("+n1 +n2 +n3 +n4 +n5 +n6 +n7 +n8 +n9 ~c -a -b", requests: 2);
    }

    [Fact]
    public async Task Q11_a_token_that_falls_back_to_the_beginning_tells_nothing_twice()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.Token = _ => "/ns/0";
        scene.Server.RevisionOf = _ => 0;
        await scene.Run("+a +b +c", requests: 1);
        for (int i = 0; i < 6; i++) await scene.Run("", atMost: 2);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 2);
        scene.Server.Delete("c");
        await scene.Run("-c", atMost: 2);
    }

    [Fact]
    public async Task Q12_deletions_of_other_calendars_are_left_alone()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(
            scene.Server.CurrentToken,
            Dav.Gone("/dav/alice/home/a.ics"),
            Dav.Gone("/dav/bob/work/b.ics"),
            Dav.Gone("/dav/alice/work2/a.ics"),
            Dav.Gone("/"),
            Dav.Gone("/a.ics"),
            Dav.Gone("http://elsewhere.example/"),
            scene.Server.Row("c")));
        await scene.Run("+c", requests: 1);
    }

    [Theory]
    [InlineData("HwoQEgwAAAh0m3jLpQ1AAhgBGAAiFgiIr/Wd==")]
    [InlineData("a<b&c>\"d\"' e")]
    [InlineData("http://sabre.io/ns/sync/17")]
    [InlineData("data:,1195")]
    [InlineData("\u00A0b ")]
    [InlineData("-1")]
    public async Task Q17_Q28_a_token_is_any_text(string prefix)
    {
        await using var scene = new Scene("a");
        scene.Server.Token = revision => prefix + revision;
        scene.Server.RevisionOf = token => token.StartsWith(prefix, StringComparison.Ordinal) ? int.Parse(token[prefix.Length..]) : null;
        await scene.Run("+a", requests: 1);
        scene.Server.Put("b");
        await scene.Run("+b", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q18_sync_is_tried_although_the_property_is_missing()
    {
        await using var scene = new Scene("a");
        scene.Server.On(Ask.Look, Dav.Multistatus(null, Dav.Collection(FakeCalendar.Path, null, null, "sync-collection")));
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+a", requests: 1)).Strategy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q19_Q20_an_answer_without_a_token_is_used_once_and_then_listed(bool isEmpty)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(isEmpty ? "" : null, scene.Server.AllRows()));
        CalDavSyncToken token = await scene.Run("+a +b +c", requests: 3);
        Assert.Equal((CalDavSyncMode.Initial, CalDavSyncStrategy.Listing), (token.Mode, token.Strategy));
        Assert.Null(token.SyncToken);
        scene.Server.Put("d");
        scene.Server.Delete("a");
        await scene.Run("+d -a", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q20_a_token_missing_once_is_kept_and_missing_twice_ends_in_a_listing(bool isEmpty)
    {
        await using var scene = new Scene("a", "b");
        string? kept = (await scene.Run("+a +b")).SyncToken;
        scene.Server.Put("c");
        scene.Server.Delete("a");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(isEmpty ? "" : null, scene.Server.RowsSince(scene.Server.RevisionOf(question.Token ?? "urn:test:0")!.Value)));
        CalDavSyncToken token = await scene.Run("+c -a", requests: 1);
        Assert.Equal((kept, CalDavSyncStrategy.SyncCollection), (token.SyncToken, token.Strategy));
        Assert.Contains("no new sync token", Assert.Single(scene.Log.Warnings).Message);

        scene.Server.Put("d");
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+d", atMost: 3)).Strategy);
        Assert.Single(scene.Log.Warnings);
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q20_after_a_missing_token_the_next_one_counts()
    {
        await using var scene = new Scene("a", "b");
        string? kept = (await scene.Run("+a +b")).SyncToken;
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(null, scene.Server.Row("c")));
        await scene.Run("+c", requests: 1);
        scene.Server.Heal();
        scene.Server.Put("d");
        await scene.Run("+d", atMost: 2);
        Assert.Equal(kept, scene.Requests[0].Token);
        Assert.Equal(scene.Server.CurrentToken, scene.Last.SyncToken);
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    [Theory]
    [InlineData("Q21 Robur", 501)]
    [InlineData("Q22 Posteo", 403)]
    [InlineData("Q23 Zimbra", 400)]
    [InlineData("Q24 DavMail", 405)]
    public async Task Q21_to_Q24_without_sync_the_tag_and_the_listing_do(string server, int status)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.On(Ask.Sync, Wire.WireResponse.Of(status));
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+a +b +c", atMost: 4)).Strategy);
        await scene.Run("", requests: 1);
        scene.Server.Put("b", "d");
        scene.Server.Delete("c");
        scene.Wishes.IncludeContent = true;
        await scene.Run("~b +d -c", requests: 3);
        await scene.Run("", requests: 1);
        Assert.NotEmpty(server);
    }

    [Fact]
    public async Task Q25_Q26_history_lost_in_silence_is_found_by_verifying()
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Put("b", "d");
        scene.Server.Delete("c");
        scene.Server.ForgetHistory();
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken));
        await scene.Runs("");
        scene.Wishes.Verify = true;
        CalDavSyncToken token = await scene.Run("~b +d -c", requests: 2);
        Assert.Equal(3, token.Repaired);
        await scene.Run("", requests: 2);
    }

    [Fact]
    public async Task A_small_calendar_made_again_at_its_address_is_noticed_by_its_identity()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        scene.Server.Identity = "/.resources/1005";
        await scene.Run("+a +b +c +d", requests: 1);
        await scene.Run("", requests: 1);
        MakeAgain(scene, "/.resources/1006", "x");
        await scene.Run("+x -a -b -c -d", atMost: 3);
        Assert.Equal(4, scene.Last.Repaired);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task An_empty_calendar_made_again_at_its_address_stops_the_run_unless_forced()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Identity = "1";
        await scene.Run("+a +b", requests: 1);
        MakeAgain(scene, "2");
        await scene.Fails<MassDeletionException>();
        scene.Wishes.Force = true;
        await scene.Run("-a -b", requests: 2);
    }

    [Fact]
    public async Task A_counting_collection_tag_of_a_calendar_made_again_is_not_believed()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => "2";
        scene.Server.Identity = "1";
        await scene.Run("+a +b", requests: 2);
        MakeAgain(scene, "2", "x", "y");
        scene.Wishes.Force = true;
        await scene.Run("+x +y -a -b", requests: 2);
    }

    [Fact]
    public async Task An_identity_that_changes_by_itself_is_soon_not_listened_to()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Identity = "0";
        await scene.Run("+a +b", requests: 1);
        for (int i = 1; i <= 3; i++)
        {
            scene.Server.Identity = $"{i}";
            await scene.Run("", requests: 2);
        }

        scene.Server.Identity = "4";
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q13_a_small_calendar_made_again_on_a_server_with_times_for_tokens_is_noticed_when_it_is_as_large()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Token = revision => $"{1772366400 + revision}";
        scene.Server.RevisionOf = token => int.Parse(token) - 1772366400;
        await scene.Run("+a +b", atMost: 2);
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Run("", atMost: 2);
        MakeAgain(scene, null, "x", "y");
        scene.Wishes.Force = true;
        await scene.Run("+x +y -a -b", atMost: 3);
    }

    [Fact]
    public async Task Q13_a_token_that_lost_its_time_is_checked_with_a_listing()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Token = revision => scene.Server.Items.Count == 0 ? "0" : $"{1772366400 + revision}";
        scene.Server.RevisionOf = token => Math.Max(0, int.Parse(token) - 1772366400);
        await scene.Run("+a +b", atMost: 2);
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        MakeAgain(scene, null);
        await scene.Fails<MassDeletionException>();
        scene.Wishes.Force = true;
        await scene.Run("-a -b", atMost: 3);
    }

    // The old token goes on to be accepted, and what was there before is not mentioned.
    private static void MakeAgain(Scene scene, string? identity, params string[] items)
    {
        scene.Server.Delete([.. scene.Server.Items.Keys]);
        scene.Server.ForgetHistory();
        scene.Server.Put(items);
        scene.Server.Identity = identity;
    }

    [Fact]
    public async Task Q25_after_a_long_idle_time_a_listing_is_compared_by_itself()
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Put("b");
        scene.Server.Delete("c");
        scene.Server.ForgetHistory();
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken));
        scene.Clock.Advance(TimeSpan.FromDays(60));
        await scene.Run("~b -c", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q29_the_token_may_come_first()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, question => Dav.Xml(
            207,
            $"<multistatus xmlns=\"DAV:\"><sync-token>{scene.Server.CurrentToken}</sync-token>"
            + string.Concat((question.Token is null ? [1, 2] : Array.Empty<int>()).Select(i =>
                $"<response><href>{FakeCalendar.Path}{(i == 1 ? "a" : "b")}.ics</href><propstat><prop><getetag>\"v{i}\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>"))
            + "</multistatus>"));
        await scene.Run("+a +b", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q30_Q168_only_the_token_of_the_report_counts()
    {
        await using var scene = new Scene("a");
        scene.Server.On(Ask.Look, Dav.Multistatus(null, Dav.Collection(FakeCalendar.Path, "urn:test:999", null, "sync-collection")));
        Assert.Equal("urn:test:1", (await scene.Run("+a", requests: 1)).SyncToken);
        scene.Server.Put("b");
        await scene.Run("+b", requests: 1);
    }

    [Fact]
    public async Task Rule_6_a_new_token_without_changes_and_an_old_one_with_changes_are_both_fine()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus("urn:test:2b"));
        Assert.Equal("urn:test:2b", (await scene.Run("", requests: 1)).SyncToken);
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus("urn:test:2b", scene.Server.Row("c")));
        scene.Server.Put("c");
        await scene.Run("+c", requests: 1);
    }

    [Fact]
    public async Task Q31_a_token_belongs_to_one_collection()
    {
        await using var one = new Scene("a");
        await using var other = new Scene("x");
        await one.Run("+a", requests: 1);
        await other.Run("+x", requests: 1);
        Assert.All(other.Requests, question => Assert.Null(question.Token));
        other.Server.Put("y");
        await other.Run("+y", requests: 1);
    }

    [Fact]
    public async Task A_calendar_that_is_gone_is_not_an_empty_one()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        foreach (Ask kind in Enum.GetValues<Ask>()) scene.Server.On(kind, Wire.WireResponse.Of(404));
        await scene.Fails<CalendarNotFoundException>();
        Assert.Empty(scene.Observer.Records);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q27_an_incomplete_first_answer_is_completed_by_verifying(bool listingLags)
    {
        await using var scene = new Scene("a", "b", "c");
        string[] rows = scene.Server.AllRows();
        scene.Server.On(Ask.Sync, question => question.Token is null ? Dav.Multistatus(scene.Server.CurrentToken, rows[0], rows[1]) : null);
        if (listingLags) scene.Server.On(Ask.List, Dav.Multistatus(null, rows[1], rows[2]));
        scene.Wishes.Verify = true;
        Assert.Equal(1, (await scene.Run("+a +b +c", requests: 2)).Repaired);
        scene.Server.Heal();
        await scene.Run("", requests: 2);
    }
}
