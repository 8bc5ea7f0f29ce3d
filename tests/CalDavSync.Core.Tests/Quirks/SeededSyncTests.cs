using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>A first sync in one query, where a profile vouches that the query lists everything: believed for an hour.</summary>
public class SeededSyncTests
{
    private static Scene Seeded(params string[] names) => SeededOn("Cyrus", names);

    private static Scene SeededOn(string profile, params string[] names)
    {
        var scene = new Scene(names);
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ServerProfile = profile;
        scene.CalendarToken = scene.Server.CurrentToken;
        return scene;
    }

    [Fact]
    public async Task The_first_sync_and_the_next_without_changes_cost_one_request_each()
    {
        await using Scene scene = Seeded("a", "b");
        await scene.Run("+a +b", requests: 1);
        Assert.Equal(Ask.Query, scene.Requests[0].Kind);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task What_changed_between_token_and_query_is_no_news_and_no_reason_to_list()
    {
        await using Scene scene = Seeded("a", "b");
        scene.Server.Put("b", "c");
        scene.Server.Delete("a");
        await scene.Run("+b +c", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_calendar_listed_a_while_ago_is_asked_for_its_token_first()
    {
        await using Scene scene = Seeded("a", "b");
        scene.CalendarReadAt = scene.Clock.UtcNow;
        scene.Server.Put("b", "c");
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.Run("+a +b +c", requests: 2);
        Assert.Equal([Ask.Look, Ask.Query], scene.Requests.Select(request => request.Kind));
        await scene.Run("", requests: 1);
        Assert.Equal(0, scene.Last.Unchanged);
    }

    [Theory]
    [InlineData("Cyrus", 0)]
    [InlineData("Radicale", 3600)]
    public async Task One_listed_a_moment_ago_is_not_nor_one_whose_server_looks_at_every_item_for_a_token(string profile, int age)
    {
        await using Scene scene = SeededOn(profile, "a", "b");
        scene.CalendarReadAt = scene.Clock.UtcNow;
        scene.Clock.Advance(TimeSpan.FromSeconds(age));
        await scene.Run("+a +b", requests: 1);
    }

    [Fact]
    public async Task Verifying_believes_no_query_from_the_first_run_on()
    {
        await using Scene scene = SeededOn("Cyrus", "a", "b");
        scene.Wishes.Verify = true;
        scene.Server.On(Ask.Query, question => Dav.Multistatus(null, scene.Server.Row("a", question.WithData)));
        await scene.Run("+a +b", atMost: 4);
    }

    [Theory]
    [InlineData("Cyrus")]
    [InlineData("Radicale")]
    public async Task An_item_the_query_left_out_is_found_by_the_listing_that_confirms_it(string profile)
    {
        await using Scene scene = SeededOn(profile, "a", "b");
        scene.Server.On(Ask.Query, question => Dav.Multistatus(null, scene.Server.Row("a", question.WithData)));
        await scene.Runs("+a");
        await scene.Runs(string.Empty);
        scene.Clock.Advance(TimeSpan.FromHours(2));
        await scene.Run("+b");
        Assert.Equal(1, scene.Last.Repaired);
        scene.Clock.Advance(TimeSpan.FromHours(2));
        await scene.Run("", requests: 1);
    }
}
