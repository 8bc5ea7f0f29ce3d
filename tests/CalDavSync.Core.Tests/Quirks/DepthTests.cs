using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part B of the quirks: the Depth header of sync-collection.</summary>
public class DepthTests
{
    [Fact]
    public async Task Q47_400_to_depth_0_gets_depth_1_once_and_is_remembered()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, question => question.Depth == "0" ? WireResponse.Of(400, "Bad depth") : null);
        await scene.Run("+a +b", requests: 2);
        scene.Server.Put("c");
        await scene.Run("+c", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q18_400_to_depth_1_goes_back_to_depth_0()
    {
        await using var scene = new Scene("a", "b");
        string refused = "0";
        scene.Server.On(Ask.Sync, question => question.Depth == refused ? WireResponse.Of(400, "Bad depth") : null);
        await scene.Run("+a +b", requests: 2);
        refused = "1";
        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q46_Q47_an_empty_first_answer_that_lies_is_asked_again_with_depth_1(bool onlyItself)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, question => question.Depth == "0"
            ? Dav.Multistatus(scene.Server.CurrentToken, onlyItself ? Dav.Row(FakeCalendar.Path, "\"self\"") : null)
            : null);
        await scene.Run("+a +b", requests: 3);
        scene.Server.Put("c");
        scene.Server.Delete("a");
        await scene.Run("+c -a", requests: 1);
    }

    [Fact]
    public async Task Q46_a_server_that_names_no_member_at_any_depth_is_listed()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken));
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+a +b", atMost: 6)).Strategy);
        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_of_folders_below_are_not_gone_because_nobody_asks_for_them(bool isRefused)
    {
        await using var scene = new Scene("a", "sub/x");
        scene.Server.NameOf = href => href[FakeCalendar.Path.Length..].Replace(".ics", "");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        await scene.Run("+a +sub/x");
        scene.Wishes.Level = CalDavSyncLevel.One;
        scene.Server.Put("a");
        scene.Wishes.Full = !isRefused;
        scene.Server.On(Ask.Sync, question => question.Token is null ? Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Row("a")) : Dav.Error(403, "valid-sync-token"));
        await scene.Run("~a");
    }

    [Fact]
    public async Task Members_of_folders_below_do_not_hide_that_everything_else_would_be_deleted()
    {
        await using var scene = new Scene("a", "b", "sub/x");
        scene.Server.NameOf = href => href[FakeCalendar.Path.Length..].Replace(".ics", "");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        await scene.Run("+a +b +sub/x");
        scene.Wishes.Level = CalDavSyncLevel.One;
        scene.Wishes.Full = true;
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken));
        scene.Server.On(Ask.List, Dav.Multistatus(null));
        await scene.Fails<MassDeletionException>();
    }

    [Fact]
    public async Task An_empty_calendar_is_an_empty_calendar()
    {
        await using var scene = new Scene();
        await scene.Run("", requests: 2);
        await scene.Run("", requests: 1);
        scene.Server.Put("a");
        await scene.Run("+a", requests: 1);
        scene.Server.Delete("a");
        await scene.Run("-a", requests: 1);
        await scene.Run("", requests: 1);
        Assert.All(scene.Requests, question => Assert.Equal("0", question.Depth));
    }

    [Fact]
    public async Task Q13_an_empty_calendar_without_a_token_is_listed()
    {
        await using var scene = new Scene();
        scene.Server.On(Ask.Sync, _ => scene.Server.Items.Count == 0 ? Dav.Multistatus(null) : null);
        await scene.Run("", atMost: 4);
        scene.Server.Put("a");
        await scene.Run("+a", atMost: 3);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData("Q43 DAViCal", 403, "sync-traversal-supported")]
    [InlineData("Q44 Cyrus", 400, "bad-level")]
    [InlineData("Q44 Cyrus, old spelling", 500, "boom")]
    [InlineData("SOGo", 501, "no")]
    public async Task Q43_to_Q45_a_refused_level_is_asked_for_as_one(string server, int status, string condition)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        scene.Server.On(Ask.Sync, question => question.Request.Text.Contains("infinite") ? Dav.Error(status, condition) : null);
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+a +b", atMost: 4)).Strategy);
        scene.Server.Put("c");
        await scene.Run("+c", requests: 1);
        Assert.NotEmpty(server);
    }

    [Fact]
    public async Task A_report_that_is_not_there_is_not_asked_for_with_another_level()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        scene.Server.On(Ask.Sync, Dav.Error(415, "supported-report"));
        await scene.Run("+a +b");
        Assert.Single(scene.Requests, request => request.Kind == Ask.Sync);
        Assert.Contains("gives no changes", Assert.Single(scene.Log.Warnings).Message);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    [InlineData(405)]
    public async Task Q52_a_first_report_that_is_too_much_is_listed(int status)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, WireResponse.Of(status));
        await scene.Run("+a +b", atMost: 8);
        scene.Server.Put("c");
        await scene.Run("+c", requests: 2);
    }

    [Fact]
    public async Task Q52_nothing_but_tags_is_asked_for()
    {
        await using var scene = new Scene("a");
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a", requests: 2);
        Assert.DoesNotContain("calendar-data", scene.Requests.First(question => question.Kind == Ask.Sync).Request.Text);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task Q137_with_PROPFIND_blocked_reports_do(int status)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.Look, WireResponse.Of(status));
        scene.Server.On(Ask.List, WireResponse.Of(status));
        await scene.Run("+a +b", atMost: 5);
        scene.Server.Put("c");
        scene.Server.Delete("a");
        await scene.Run("+c -a", atMost: 3);
        await scene.Run("", atMost: 2);
    }
}
