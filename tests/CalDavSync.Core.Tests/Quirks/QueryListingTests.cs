using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Listings by calendar-query, where PROPFIND is blocked: what they leave out, and what they refuse.</summary>
public class QueryListingTests
{
    [Fact]
    public async Task Q110_a_component_that_fails_deletes_nothing()
    {
        await using Scene scene = WithoutPropfind("a", "b", "c", "todo");
        scene.Wishes.Components = ["VEVENT", "VTODO"];
        bool fails = false;
        scene.Server.On(Ask.Query, question => question.Component switch
        {
            null => WireResponse.Of(403),
            "VEVENT" => Dav.Multistatus(null, scene.Server.AllRows().Where(row => !row.Contains("todo")).ToArray()),
            _ => fails ? WireResponse.Of(500) : Dav.Multistatus(null, scene.Server.Row("todo")),
        });
        await scene.Run("+a +b +c +todo");
        fails = true;
        scene.Server.Put("d");
        await scene.Fails<ServerFailureException>();
        fails = false;
        await scene.Run("+d");
    }

    [Fact]
    public async Task Q110_a_component_that_an_empty_calendar_refuses_is_none_it_holds()
    {
        await using Scene scene = WithoutPropfind();
        scene.Server.On(Ask.Query, question => question.Component is "VTODO" or "VJOURNAL" ? WireResponse.Of(403) : null);
        await scene.Run("");
        scene.Server.Put("a");
        await scene.Run("+a");
    }

    [Fact]
    public async Task Q112_a_404_without_proof_that_the_calendar_is_there_deletes_nothing()
    {
        await using Scene scene = WithoutPropfind("a", "b");
        await scene.Run("+a +b");
        scene.Wishes.Force = true;
        scene.Server.On(Ask.Query, WireResponse.Of(404));
        await scene.Fails<CalendarNotFoundException>();
        scene.Server.Heal(Ask.Query);
        scene.Server.Delete("a");
        await scene.Run("-a");
    }

    [Fact]
    public async Task Q95_texts_are_compared_although_the_collection_tag_stays()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.ETag = _ => "\"always\"";
        scene.Server.CTag = _ => "always";
        scene.Wishes.Strategy = CalDavSyncStrategy.Content;
        await scene.Run("+a +b");
        scene.Server.Put("b");
        await scene.Run("~b");
        await scene.Run("");
    }

    [Theory]
    [InlineData("DAViCal", false)]
    [InlineData("DAViCal", true)]
    [InlineData(null, false)]
    public async Task An_empty_query_does_not_decide_that_nothing_is_there(string? profile, bool isStateless)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.ServerProfile = profile;
        scene.Wishes.Strategy = CalDavSyncStrategy.Listing;
        if (isStateless) scene.Wishes.SyncToken = string.Empty;
        bool fails = profile is null;
        scene.Server.On(Ask.Query, Dav.Multistatus(null));
        scene.Server.On(Ask.List, _ => fails ? WireResponse.Of(500) : null);
        if (fails) await scene.Fails<ServerFailureException>();
        fails = false;
        await scene.Run("+a +b");
        await scene.Run("");
    }

    [Fact]
    public async Task Q115_a_query_in_place_of_a_PROPFIND_that_failed_deletes_nothing_that_PROPFIND_has()
    {
        await using var scene = new Scene("a", "b", "c", "old");
        scene.Wishes.Strategy = CalDavSyncStrategy.Listing;
        await scene.Run("+a +b +c +old");
        int asked = 0;
        scene.Server.On(Ask.List, _ => ++asked == 1 ? WireResponse.Of(500) : null);
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, scene.Server.AllRows().Where(row => !row.Contains("old")).ToArray()));
        scene.Server.Put("b");
        await scene.Run("~b");
        scene.Server.Put("c");
        await scene.Run("~c");
        scene.Server.Delete("old");
        await scene.Run("-old");
    }

    [Fact]
    public async Task What_a_query_alone_has_named_is_confirmed_by_PROPFIND_later()
    {
        await using var scene = new Scene("a", "old");
        scene.Wishes.ServerProfile = "DAViCal";
        scene.Wishes.Strategy = CalDavSyncStrategy.Listing;
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, scene.Server.Row("a")));
        await scene.Runs("+a");
        scene.Clock.Advance(TimeSpan.FromHours(2));
        await scene.Run("+old");
    }

    private static Scene WithoutPropfind(params string[] names)
    {
        var scene = new Scene(names);
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.Look, WireResponse.Of(405));
        scene.Server.On(Ask.List, WireResponse.Of(405));
        return scene;
    }
}
