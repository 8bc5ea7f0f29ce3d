using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Servers that were restored from a backup: their tokens count from there again, and so do entity tags.</summary>
public class RestoredServerTests
{
    [Fact]
    public async Task What_a_restored_server_lost_and_brought_back_is_found_although_it_accepts_the_token()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        await scene.Run("+a +b +c +d");
        scene.Server.Put("new");
        scene.Server.Delete("b");
        await scene.Run("+new -b", requests: 1);

        scene.Server.Delete("new");
        scene.Server.Put("b");
        scene.Server.Token = _ => "urn:test:4";
        scene.Says();
        await scene.Run("-new +b", requests: 2);
        await scene.Run("", atMost: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_under_an_entity_tag_given_twice_is_found_where_texts_are_kept(bool acceptsTheToken)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        var versions = new Dictionary<string, string> { ["a"] = "\"1\"", ["b"] = "\"1\"" };
        scene.Server.ETag = item => versions[item.Name];
        await scene.Run("+a +b");
        scene.Server.Put("a");
        versions["a"] = "\"2\"";
        await scene.Run("~a");

        scene.Server.PutText("a", Sync.EventText.Of("a", "Changed after the restore"));
        string last = scene.Last.SyncToken!;
        scene.Server.Token = _ => "urn:test:1";
        scene.Server.RevisionOf = token => token == last && !acceptsTheToken ? null : 0;
        if (acceptsTheToken) scene.Says();
        await scene.Run("~a", atMost: 4);
    }

    [Fact]
    public async Task Q11_tokens_that_go_back_by_themselves_are_looked_into_a_few_times_only()
    {
        await using var scene = new Scene("a", "b");
        int given = 1000;
        scene.Server.Token = _ => "urn:test:" + --given;
        scene.Server.RevisionOf = _ => scene.Server.Revision;
        await scene.Run("+a +b");
        int requests = 0;
        for (int night = 0; night < 30; night++)
        {
            scene.Clock.Advance(TimeSpan.FromDays(1));
            await scene.Run("", atMost: 2);
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 34, $"{requests} requests in 30 nights");
    }

    [Fact]
    public async Task A_text_under_an_entity_tag_that_another_collection_at_the_address_gives_too_is_found()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Server.ETag = _ => "\"1\"";
        scene.Server.Identity = "first";
        await scene.Run("+a +b");
        scene.Server.Identity = "second";
        scene.Server.PutText("a", Sync.EventText.Of("a", "Of the second calendar"));
        string last = scene.Last.SyncToken!;
        scene.Server.RevisionOf = token => token == last ? null : 0;
        await scene.Run("~a", requests: 3);
    }

    [Fact]
    public async Task Tokens_that_went_on_without_a_change_before_do_not_hide_that_one_goes_back()
    {
        await using var scene = new Scene("a", "b", "c", "d", "e");
        int renamed = 0;
        scene.Server.Token = revision => $"urn:test:{revision * 10 + renamed}";
        scene.Server.RevisionOf = token => int.Parse(token[9..]) / 10;
        await scene.Run("+a +b +c +d +e");
        for (int i = 0; i < 3; i++)
        {
            // The calendar's own properties have changed, and no item.
            renamed++;
            await scene.Run("", requests: 1);
            scene.Clock.Advance(TimeSpan.FromDays(1));
            await scene.Run("", atMost: 2);
        }

        scene.Server.Put("new");
        await scene.Run("+new");
        scene.Server.Delete("new");
        scene.Server.Token = _ => "urn:test:50";
        scene.Says();
        await scene.Run("-new", requests: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_restored_server_lost_in_folders_below_is_told_after_a_refused_token(bool verifies)
    {
        await using var scene = new Scene("a", "b", "sub/x", "sub/y");
        scene.Server.NameOf = href => href[FakeCalendar.Path.Length..].Replace(".ics", "");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        scene.Wishes.IncludeContent = !verifies;
        // PROPFIND with Depth 1 names nothing of what is in the folders.
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, [.. scene.Server.Items.Keys.Where(name => !name.Contains('/')).Select(name => scene.Server.Row(name))]));
        await scene.Run("+a +b +sub/x +sub/y");
        string last = scene.Last.SyncToken!;
        scene.Wishes.Verify = verifies;
        scene.Server.Delete("sub/x");
        scene.Server.Token = _ => "urn:test:1";
        scene.Server.RevisionOf = token => token == last ? null : 0;
        await scene.Run("-sub/x");
    }

    [Fact]
    public async Task A_token_that_goes_back_fails_no_run_where_nothing_can_be_listed()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.On(Ask.List, WireResponse.Of(403));
        scene.Server.On(Ask.Query, WireResponse.Of(403));
        await scene.Run("+a +b +c");
        scene.Server.Token = revision => $"urn:test:{revision - 2}";
        scene.Server.Put("a");
        await scene.Run("~a");
        Assert.Contains("-Full", Assert.Single(scene.Log.Warnings).Message, StringComparison.Ordinal);
        scene.Wishes.Full = true;
        await scene.Run("");
    }

    [Fact]
    public async Task A_server_that_counts_from_the_beginning_each_time_it_starts_is_read_as_a_whole_a_few_times_only()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        int given = 1000;
        scene.Server.Token = _ => $"urn:test:{given}";
        scene.Server.RevisionOf = token => token == scene.Server.CurrentToken ? scene.Server.Revision : null;
        await scene.Run("+a +b");
        int requests = 0;
        for (int night = 0; night < 10; night++)
        {
            scene.Clock.Advance(TimeSpan.FromDays(1));
            given--;
            await scene.Run("", atMost: 4);
            requests += scene.Requests.Count;
        }

        Assert.True(requests <= 26, $"{requests} requests in 10 nights");
    }
}
