using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// Full lists in place of changes (Q10) that look like ordinary changes, because the calendar is small, emptied or wholly new: a later run
/// finds what they hide, and running twice in a row costs nothing.
/// </summary>
public class DoubtTests
{
    private static readonly TimeSpan Night = TimeSpan.FromDays(1);

    [Fact]
    public async Task Q10_a_small_calendar_that_was_wholly_replaced_is_checked_by_the_run_of_the_next_night()
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c", requests: 1);
        scene.Server.Delete("a", "b", "c");
        scene.Server.Put("d", "e");
        scene.Says(scene.Server.AllRows());
        await scene.Runs("+d +e");
        Assert.Single(scene.Requests);
        await scene.Runs("");
        Assert.Single(scene.Requests);

        scene.Clock.Advance(Night);
        await scene.Run("-a -b -c", requests: 3);
        Assert.Equal(3, scene.Last.Repaired);
        scene.Clock.Advance(Night);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q10_an_emptied_calendar_is_stopped_by_the_brake_the_next_night()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Delete("a", "b");
        scene.Says();
        await scene.Runs("");
        scene.Clock.Advance(Night);
        await scene.Fails<MassDeletionException>();
        scene.Wishes.Force = true;
        await scene.Run("-a -b", atMost: 2);
    }

    [Fact]
    public async Task A_server_that_gives_a_new_token_each_time_is_not_doubted_for_ever()
    {
        await using var scene = new Scene("a", "b");
        int given = 0;
        scene.Server.Token = _ => $"urn:test:{++given}/{scene.Server.Revision}";
        scene.Server.RevisionOf = token => int.Parse(token[(token.LastIndexOf('/') + 1)..]);
        await scene.Run("+a +b");
        int requests = 0;
        for (int night = 0; night < 30; night++)
        {
            scene.Clock.Advance(Night);
            await scene.Run("", atMost: 2);
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 33, $"{requests} requests in 30 nights");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a", "b")]
    [InlineData("a", "b", "c")]
    public async Task A_small_calendar_in_which_something_changes_every_night_costs_a_few_listings_only(params string[] names)
    {
        await using var scene = new Scene(names);
        await scene.Run(names.Select(name => "+" + name).ToArray());
        int requests = 0;
        for (int night = 0; night < 30; night++)
        {
            scene.Clock.Advance(Night);
            scene.Server.Put("a");
            await scene.Run("~a", atMost: 2);
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 33, $"{requests} requests in 30 nights");
    }

    [Fact]
    public async Task A_growing_calendar_costs_one_listing_more_while_it_is_small()
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        int requests = 0;
        foreach (string name in Enumerable.Range(10, 30).Select(i => "n" + i))
        {
            scene.Clock.Advance(Night);
            scene.Server.Put(name);
            await scene.Run("+" + name, atMost: 2);
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 32, $"{requests} requests for 30 changes");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_collection_that_tells_changes_and_cannot_be_listed_goes_on_all_the_same(int status)
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.List, WireResponse.Of(status));
        scene.Server.On(Ask.Query, WireResponse.Of(status));
        await scene.Run("+a +b");
        int requests = 0;
        for (int night = 0; night < 30; night++)
        {
            scene.Clock.Advance(Night);
            scene.Server.Put("a");
            await scene.Run("~a");
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 45, $"{requests} requests in 30 nights");
    }

    [Fact]
    public async Task A_check_after_a_long_pause_that_fails_is_made_by_a_later_run()
    {
        await using var scene = new Scene("a", "b", "c", "d", "e", "f");
        await scene.Run("+a +b +c +d +e +f");
        scene.Clock.Advance(TimeSpan.FromDays(20));
        scene.Server.Delete("f");
        scene.Server.Put("a");
        scene.Says(scene.Server.Row("a"));
        scene.Server.On(Ask.List, WireResponse.Of(500));
        scene.Server.On(Ask.Query, WireResponse.Of(500));
        await scene.Runs("~a");
        Assert.Contains(scene.Log.Warnings, warning => warning.Cause == "unchecked");
        scene.Server.Heal();
        scene.Clock.Advance(Night);
        await scene.Run("-f");
        await scene.Run("", requests: 1);
    }
}
