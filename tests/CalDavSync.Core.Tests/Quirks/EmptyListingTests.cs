using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Listings that leave out what is there, after a report of the same run has vouched for a part of it (Q115, Q116, Q166).</summary>
public class EmptyListingTests
{
    private static readonly string[] Twenty = Enumerable.Range(10, 20).Select(i => "i" + i).ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Q166_an_empty_listing_deletes_nothing_although_the_run_knows_of_a_change(bool isList)
    {
        await using var scene = new Scene(Twenty);
        await scene.Run(Twenty.Select(name => "+" + name).ToArray());
        scene.Wishes.Verify = true;
        scene.Server.Put("i15");
        if (!isList) scene.Server.On(Ask.List, WireResponse.Of(405));
        scene.Server.On(isList ? Ask.List : Ask.Query, Dav.Multistatus(null));
        MassDeletionException error = await scene.Fails<MassDeletionException>();
        Assert.Equal((19, 20), (error.Deletions, error.Known));
        scene.Server.Heal();
        await scene.Runs("~i15");
    }

    [Fact]
    public async Task Q10_an_empty_listing_after_a_full_list_in_place_of_changes_deletes_nothing()
    {
        await using var scene = new Scene(Twenty);
        await scene.Run(Twenty.Select(name => "+" + name).ToArray());
        scene.Server.Put("i15");
        scene.Server.Delete("i20");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken, scene.Server.AllRows()));
        scene.Server.On(Ask.List, Dav.Multistatus(null));
        await scene.Fails<MassDeletionException>();
    }

    [Fact]
    public async Task Members_of_folders_below_are_not_judged_by_a_listing_of_the_collection()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        string below = Dav.Row(FakeCalendar.Path + "sub/x.ics", "\"1\"");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(scene.Server.CurrentToken, question.Token is null ? [.. scene.Server.AllRows(), below] : []));
        await scene.Runs("+a +b +x");
        scene.Wishes.Verify = true;
        await scene.Runs("");
        scene.Server.Delete("a");
        await scene.Runs("-a");
    }

    // PROPFIND is slow on Radicale, so that its profile lists by query; the server here only looks like one.
    [Theory]
    [InlineData(501)]
    [InlineData(403)]
    public async Task A_query_that_a_profile_prefers_and_the_server_refuses_is_followed_by_PROPFIND(int status)
    {
        await using Scene scene = OfProfile();
        scene.Server.On(Ask.Query, WireResponse.Of(status));
        await scene.Run("+a +b +c");
        scene.Wishes.Verify = true;
        scene.Server.Put("b");
        await scene.Run("~b");
        await scene.Run("");
    }

    [Fact]
    public async Task Q116_a_query_that_a_profile_prefers_deletes_nothing_that_PROPFIND_names()
    {
        await using Scene scene = OfProfile();
        await scene.Run("+a +b +c");
        scene.Wishes.Verify = true;
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, scene.Server.Row("a")));
        CalDavSyncToken token = await scene.Run("");
        Assert.Equal(3, token.Unchanged);
        scene.Server.Delete("c");
        scene.Server.ForgetHistory();
        await scene.Run("-c");
    }

    private static Scene OfProfile()
    {
        var scene = new Scene("a", "b", "c");
        scene.Wishes.ServerProfile = "Radicale";
        return scene;
    }
}
