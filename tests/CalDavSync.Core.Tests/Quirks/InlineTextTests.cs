using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Changes that come with their texts, on servers whose profile says so; what does not come is read as usual.</summary>
public class InlineTextTests
{
    private static Scene Inline(params string[] names)
    {
        var scene = new Scene(names);
        scene.Server.InlineData = true;
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ServerProfile = "Cyrus";
        return scene;
    }

    [Fact]
    public async Task Changes_with_texts_cost_one_request()
    {
        await using Scene scene = Inline("a", "b", "c");
        await scene.Run("+a +b +c", requests: 2);
        scene.Server.Put("b", "d");
        scene.Server.Delete("c");
        await scene.Run("~b +d -c", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Nobody_asks_a_server_that_is_not_known_for_it_nor_without_need()
    {
        await using Scene unknown = Inline("a");
        unknown.Wishes.ServerProfile = null;
        await unknown.Run("+a");
        unknown.Server.Put("a");
        await unknown.Run("~a", requests: 2);
        Assert.DoesNotContain(unknown.Requests, question => question is { Kind: Ask.Sync, WithData: true });

        await using Scene withoutNeed = Inline("a");
        withoutNeed.Wishes.IncludeContent = false;
        await withoutNeed.Run("+a");
        withoutNeed.Server.Put("a");
        await withoutNeed.Run("~a", requests: 1);
        Assert.DoesNotContain(withoutNeed.Requests, question => question.WithData);
    }

    [Fact]
    public async Task A_server_that_leaves_the_texts_out_is_not_asked_again()
    {
        await using Scene scene = Inline("a");
        scene.Server.InlineData = false;
        await scene.Run("+a");
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
        Assert.DoesNotContain(scene.Requests, question => question is { Kind: Ask.Sync, WithData: true });
    }

    [Fact]
    public async Task Q42_texts_that_come_for_some_changes_only_are_read_for_the_others()
    {
        await using Scene scene = Inline("a", "b", "c", "d");
        await scene.Run("+a +b +c +d");
        scene.Server.Put("a", "b", "c");
        scene.Says(scene.Server.Row("a", withData: true), scene.Server.Row("b"), scene.Server.Row("c", withData: true));
        await scene.Run("~a ~b ~c", requests: 2);
        Assert.Equal("/dav/alice/work/b.ics", Assert.Single(scene.Requests[1].Hrefs));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_refusal_of_the_texts_is_no_refusal_of_the_token(int status)
    {
        await using Scene scene = Inline("a");
        scene.Server.On(Ask.Sync, question => question.WithData ? WireResponse.Of(status) : null);
        await scene.Run("+a");
        scene.Server.Put("a");
        // What fails is asked once more before the texts are blamed.
        await scene.Run("~a", requests: status == 500 ? 4 : 3);
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task A_rejected_token_is_rejected_with_texts_too()
    {
        await using Scene scene = Inline("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.RevisionOf = _ => null;
        await scene.Run("+c", requests: 3);
    }

    [Fact]
    public async Task Q65_a_member_named_twice_has_the_text_of_the_last_row()
    {
        await using Scene scene = Inline("a", "b");
        await scene.Run("+a +b");
        string old = scene.Server.Row("a", withData: true);
        scene.Server.Put("a");
        string stale = Dav.Row(scene.Server.Href("a"), "\"older\"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        scene.Says(stale, scene.Server.Row("a", withData: true));
        await scene.Run("~a", requests: 1);

        scene.Server.Put("a");
        scene.Says(stale, scene.Server.Row("a"));
        await scene.Run("~a", requests: 2);

        scene.Says(stale, old, scene.Server.Row("a", withData: true));
        await scene.Run("");
    }

    [Fact]
    public async Task Q65_a_member_named_as_there_and_as_gone_is_read()
    {
        await using Scene scene = Inline("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("a");
        scene.Says(Dav.Gone(scene.Server.Href("a")), scene.Server.Row("a", withData: true));
        await scene.Run("~a", requests: 2);
        Assert.Equal(Ask.Multiget, scene.Requests[1].Kind);
    }

    [Fact]
    public async Task Texts_beyond_what_is_kept_in_memory_are_read_in_batches()
    {
        await using Scene scene = Inline("a", "b", "c");
        await scene.Run("+a +b +c");
        string padding = string.Concat(Enumerable.Repeat("X-PADDING:" + new string('x', 60) + "\r\n", 70_000));
        foreach (string name in new[] { "a", "b", "c" })
        {
            string text = scene.Server.Items[name].Text.Replace("END:VEVENT", padding + "END:VEVENT", StringComparison.Ordinal);
            scene.Server.PutText(name, text);
        }

        await scene.Run("~a ~b ~c", requests: 2);
        Assert.Equal(2, scene.Requests[1].Hrefs.Count);
    }
}
