using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Pages of everything that lead nowhere: the calendar is listed, where an error would come each night.</summary>
public class PageCircleTests
{
    private static readonly string[] Six = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public async Task Q35_pages_of_everything_that_come_back_to_the_token_of_the_last_run_are_replaced_by_a_listing()
    {
        await using var scene = new Scene(Six);
        await scene.Run("+" + string.Join(" +", Six));
        string last = scene.Last.SyncToken!;
        scene.Server.Put("a");
        scene.Server.Delete("f");
        scene.Server.On(Ask.Sync, question => question.Token == "urn:page"
            ? Dav.Multistatus(last, [.. scene.Server.AllRows().Skip(3), Dav.Cut(FakeCalendar.Path)])
            : Dav.Multistatus("urn:page", [.. scene.Server.AllRows().Take(3), Dav.Cut(FakeCalendar.Path)]));
        await scene.Run("~a -f");
        await scene.Run("");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task Q52_a_page_that_fails_again_is_replaced_by_a_listing(int status)
    {
        await using var scene = new Scene(Six);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : WireResponse.Of(status));
        await Assert.ThrowsAnyAsync<CalDavException>(() => scene.Run("", atMost: 4));
        scene.Resume();
        // What the run before has told is not told again.
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+e +f")).Strategy);
        scene.Server.Delete("b");
        await scene.Run("-b");
    }

    [Fact]
    public async Task Without_memory_a_page_that_fails_is_an_error()
    {
        await using var scene = new Scene(Six);
        scene.Server.PageSize = 4;
        scene.Wishes.SyncToken = string.Empty;
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : WireResponse.Of(500));
        await Assert.ThrowsAsync<ServerFailureException>(() => scene.Run("", atMost: 4));
    }

    [Fact]
    public async Task What_a_page_has_told_before_a_listing_takes_over_is_not_counted_as_unchanged_too()
    {
        await using var scene = new Scene(Six);
        scene.Server.PageSize = 4;
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Dav.Error(403, "valid-sync-token"));
        await scene.Run("+" + string.Join(" +", Six));
        Assert.Equal((6, 0), (scene.Last.Added, scene.Last.Unchanged));
    }

    [Fact]
    public async Task Pages_in_a_circle_are_not_told_as_an_unknown_token()
    {
        await using var scene = new Scene(Six);
        await scene.Run("+" + string.Join(" +", Six));
        string last = scene.Last.SyncToken!;
        scene.Server.Delete("f");
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Dav.Multistatus(last, [.. scene.Server.AllRows(), Dav.Cut(FakeCalendar.Path)]));
        await scene.Run("-f");
        Assert.Contains("come back to the token", Assert.Single(scene.Log.Warnings).Message, StringComparison.Ordinal);
    }
}
