using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Tokens that are a time (Q13, Q14), listings that lag or flap (part J of the quirks), and the brake.</summary>
public class TimeTests
{
    private static readonly string[] Twenty = Enumerable.Range(10, 20).Select(i => "i" + i).ToArray();

    /// <summary>A server whose token is the second of the answer and who names what changed after it, or since it.</summary>
    private static Scene OfSeconds(bool inclusive, params string[] names)
    {
        var scene = new Scene();
        var when = new System.Collections.Generic.Dictionary<int, long>();
        void Stamp()
        {
            for (int revision = 1; revision <= scene.Server.Revision; revision++) when.TryAdd(revision, scene.Clock.UtcNow.ToUnixTimeSeconds());
        }

        scene.Server.Token = _ =>
        {
            Stamp();
            return scene.Clock.UtcNow.ToUnixTimeSeconds().ToString();
        };
        scene.Server.RevisionOf = token =>
        {
            Stamp();
            long second = long.Parse(token);
            return Enumerable.Range(1, scene.Server.Revision).TakeWhile(revision => when[revision] < second || (!inclusive && when[revision] == second)).Count();
        };
        scene.Stamp = Stamp;
        scene.Server.Put(names);
        Stamp();
        return scene;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q13_Q14_no_change_in_the_second_of_the_token_is_missed(bool inclusive)
    {
        await using Scene scene = OfSeconds(inclusive, Twenty);
        await scene.Run(Twenty.Select(name => "+" + name).ToArray(), requests: 1);
        for (int i = 0; i < 6; i++)
        {
            scene.Server.Put("new" + i, "i10");
            scene.Server.Delete("i1" + (i + 2));
            scene.Stamp();
            if (i % 3 == 2) scene.Clock.Advance(TimeSpan.FromSeconds(1));
            await scene.Run($"+new{i} ~i10 -i1{i + 2}", atMost: 2);
        }

        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Run("", atMost: 2);
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Clock.Delays);
    }

    [Fact]
    public async Task Q14_a_collection_tag_is_not_believed_before_its_second_is_over()
    {
        await using Scene scene = OfSeconds(false, "a", "c", "d");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => scene.Clock.UtcNow.ToUnixTimeSeconds().ToString();
        await scene.Run("+a +c +d");
        scene.Server.Put("b");
        scene.Server.Delete("a");
        scene.Stamp();
        await scene.Run("+b -a");
        string tag = scene.Clock.UtcNow.ToUnixTimeSeconds().ToString();
        scene.Server.CTag = _ => tag;
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.Run("", atMost: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q13_a_calendar_made_again_and_empty_is_noticed_although_the_old_token_is_answered_as_before()
    {
        await using Scene scene = OfSeconds(false, "a", "b", "c", "d");
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Run("+a +b +c +d");
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        scene.CalendarToken = "-1";
        scene.CalendarReadAt = scene.Clock.UtcNow;
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(question.Token));
        scene.Server.On(Ask.List, Dav.Multistatus(null));
        await scene.Fails<MassDeletionException>();
    }

    [Theory]
    [InlineData("1795303036", "1795303034", "1795303036")]
    [InlineData("1795303036", "1795303040", "1795303040")]
    [InlineData("1795303036", "1795299461", "1795299461")]
    [InlineData("1795303036", "-1", "-1")]
    [InlineData("urn:x", "1795303036", "1795303036")]
    [InlineData(null, "1795303036", "1795303036")]
    public void A_token_that_only_repeats_the_overlap_does_not_replace_a_later_one(string? before, string token, string kept) =>
        Assert.Equal(kept, CalDavSync.Sync.EpochToken.Later(token, before, DateTimeOffset.FromUnixTimeSeconds(1795303100)));

    [Fact]
    public async Task A_clock_that_was_set_back_hides_no_change()
    {
        await using Scene scene = OfSeconds(false, "a", "b", "c");
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Run("+a +b +c");
        scene.Clock.Advance(TimeSpan.FromHours(-1));
        scene.Server.Put("b");
        scene.Server.Delete("c");
        scene.Stamp();
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Run("~b -c");
        await scene.Run("");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q14_without_memory_the_second_is_waited_out(bool inclusive)
    {
        await using Scene scene = OfSeconds(inclusive, "a", "b", "c");
        scene.Wishes.SyncToken = string.Empty;
        scene.Server.On(Ask.Sync, LateChange(scene, "late"));
        await scene.Runs(null);
        scene.Server.Heal();
        Assert.True(scene.Clock.TotalDelay < TimeSpan.FromSeconds(4));
        await scene.Runs(null);
        Assert.Contains("late", scene.Sum.Keys);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        scene.Server.Put("b");
        scene.Server.On(Ask.Sync, LateChange(scene, "later"));
        await scene.Runs(null);
        scene.Server.Heal();
        await scene.Runs(null);
        Assert.Equal(scene.Server.Items.Keys, scene.Sum.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(scene.Server.Items["b"].Version, int.Parse(scene.Sum["b"].ETag!.Trim('"', 'v')));
    }

    // Right after the first answer, in the same second, something changes.
    private static Func<Question, WireResponse?> LateChange(Scene scene, string name)
    {
        bool done = false;
        return question =>
        {
            if (done) return null;
            done = true;
            WireResponse answer = scene.Server.Properly(question);
            scene.Server.Put(name);
            scene.Stamp();
            return answer;
        };
    }

    [Fact]
    public async Task Q165_Q166_a_listing_that_lags_takes_nothing_back()
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        string[] stale = scene.Server.AllRows();
        scene.Server.Put("a", "new");
        scene.Server.Delete("c");
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, stale));
        scene.Wishes.Verify = true;
        await scene.Run("~a +new -c", requests: 2);
        scene.Server.Heal();
        await scene.Run("", requests: 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q166_Q170_many_deletions_are_confirmed_by_a_second_listing(bool hasSync)
    {
        await using var scene = new Scene(Twenty);
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        await scene.Run(Twenty.Select(name => "+" + name).ToArray());
        scene.Server.Put("new");
        int listings = 0;
        WireResponse? Flap(Question question)
        {
            if (question.Kind == Ask.Sync && question.Token is not null) return Dav.Error(403, "valid-sync-token");
            return ++listings > 1 ? null : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.AllRows().Take(6).ToArray());
        }

        scene.Server.On(hasSync ? Ask.Sync : Ask.List, Flap);
        await scene.Run("+new", atMost: 4);
        scene.Server.Heal();
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q170_half_of_a_small_calendar_is_confirmed_by_a_second_listing()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a +b +c +d");
        int listings = 0;
        scene.Server.On(Ask.List, _ => ++listings > 1 ? null : Dav.Multistatus(null, scene.Server.Row("b")));
        scene.Server.Put("b");
        await scene.Run("~b", requests: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q166_an_emptied_listing_stops_before_anything_is_deleted(bool hasSync)
    {
        await using var scene = new Scene(Twenty);
        if (!hasSync) scene.Server.Reports.Remove("sync-collection");
        await scene.Run(Twenty.Select(name => "+" + name).ToArray());
        scene.Server.On(Ask.Sync, question => question.Token is null ? Dav.Multistatus("t") : Dav.Error(403, "valid-sync-token"));
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null));
        scene.Server.Put("new");
        MassDeletionException error = await scene.Fails<MassDeletionException>();
        Assert.Equal((20, 20), (error.Deletions, error.Known));
        Assert.Empty(scene.Observer.Records);
        scene.Server.Heal();
        await scene.Run("+new", atMost: 2);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(60, true)]
    public async Task MaximumDeletion_is_a_percentage(int percent, bool passes)
    {
        await using var scene = new Scene(Twenty);
        scene.Server.Reports.Remove("sync-collection");
        scene.Wishes.MaximumDeletion = percent;
        await scene.Run(Twenty.Select(name => "+" + name).ToArray());
        scene.Server.Delete(Twenty[..10]);
        string[] deleted = Twenty[..10].Select(name => "-" + name).ToArray();
        if (!passes)
        {
            await scene.Fails<MassDeletionException>();
            scene.Wishes.Force = true;
        }

        await scene.Run(deleted, atMost: 4);
    }

    [Theory]
    [InlineData("<D:response><D:href>/dav/alice/work/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>", 207)]
    [InlineData("", 507)]
    public async Task Half_a_listing_deletes_nothing(string mark, int status)
    {
        await using var scene = new Scene("a", "b", "c", "d");
        scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a +b +c +d");
        scene.Server.Put("e");
        WireResponse half = Dav.Xml(status, Dav.MultistatusText(null, [.. scene.Server.AllRows().Take(2), mark]));
        scene.Server.On(Ask.List, half);
        scene.Server.On(Ask.Query, half);
        await scene.Fails<UnexpectedAnswerException>(atMost: 8);
        Assert.DoesNotContain(scene.Observer.Records, record => record is CalDavDeletion);
        scene.Server.Heal(Ask.Query);
        await scene.Run("+e", atMost: 4);
        scene.Server.Delete("a");
        await scene.Run("-a", atMost: 4);
    }
}
