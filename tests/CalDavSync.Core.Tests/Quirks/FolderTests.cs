using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>sync-level infinite: the members of folders below.</summary>
public class FolderTests
{
    // A token fits every level (RFC 6578 section 3.2).
    [Theory]
    [InlineData(403, "sync-traversal-supported", true)]
    [InlineData(400, "bad-level", true)]
    [InlineData(403, "sync-traversal-supported", false)]
    public async Task A_level_that_is_refused_with_a_token_is_no_refused_token(int status, string condition, bool isStateless)
    {
        await using var scene = new Scene("a", "b");
        if (isStateless) scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        scene.Server.On(Ask.Sync, question => question.Request.Text.Contains("infinite", StringComparison.Ordinal) ? Dav.Error(status, condition) : null);
        scene.Server.Put("a");
        scene.Server.Delete("b");
        await scene.Run("~a -b", requests: 2);
        Assert.Contains("level infinite", Assert.Single(scene.Log.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_folders_below_later_gets_what_was_there_before()
    {
        await using var scene = new Scene("a", "sub/x", "sub/y");
        scene.Server.NameOf = href => href[FakeCalendar.Path.Length..].Replace(".ics", "");
        scene.Server.On(Ask.Sync, question => question.Request.Text.Contains("infinite", StringComparison.Ordinal)
            ? null
            : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.ChangesSince(question.Token is null ? 0 : int.Parse(question.Token[9..])).Where(change => !change.Name.Contains('/')).Select(change => scene.Server.Row(change.Name)).ToArray()));
        await scene.Runs("+a");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        await scene.Run("+sub/x +sub/y", requests: 1);
        await scene.Run("", requests: 1);
        scene.Wishes.Level = CalDavSyncLevel.One;
        scene.Server.Put("a", "sub/x");
        await scene.Runs("~a");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        await scene.Run("~sub/x", requests: 1);
    }

    // RFC 6578 section 3.5.2: the server must not name the members of a collection that was removed.
    [Fact]
    public async Task A_deleted_folder_takes_its_members_along()
    {
        await using Scene scene = await SyncedAsync("a", "sub/deep/y", "sub/x", "subway/z");
        scene.Server.Delete("sub/x", "sub/deep/y");
        scene.Server.Put("a");
        scene.Says(scene.Server.Row("a"), Dav.Gone(FakeCalendar.Path + "sub/"));
        await scene.Run("~a -sub/x -sub/deep/y", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_folder_that_was_deleted_and_made_again_has_what_the_same_answer_names()
    {
        await using Scene scene = await SyncedAsync("sub/x", "sub/y");
        scene.Server.Delete("sub/x");
        scene.Server.Put("sub/y");
        scene.Says(Dav.Gone(FakeCalendar.Path + "sub/"), scene.Server.Row("sub/y"));
        await scene.Run("-sub/x ~sub/y");
    }

    // RFC 6578 section 3.3: the folder is there, and what is in it is not told.
    [Fact]
    public async Task A_folder_that_is_not_looked_into_any_more_has_lost_nothing()
    {
        await using Scene scene = await SyncedAsync("a", "b", "sub/x", "sub/y");
        scene.Server.Put("a");
        scene.Server.On(Ask.Sync, question => question.Token is not null && question.Token != scene.Server.CurrentToken
            ? Dav.Error(403, "valid-sync-token")
            : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Row("a"), scene.Server.Row("b"), Dav.Status(FakeCalendar.Path + "sub/", "HTTP/1.1 403 Forbidden")));
        await scene.Run("~a");
    }

    private static async Task<Scene> SyncedAsync(params string[] names)
    {
        var scene = new Scene(names);
        scene.Server.NameOf = href => href[FakeCalendar.Path.Length..].Replace(".ics", "");
        scene.Wishes.Level = CalDavSyncLevel.Infinite;
        await scene.Run(names.Select(name => "+" + name).ToArray());
        return scene;
    }

    [Fact]
    public async Task One_refusal_where_the_level_has_worked_before_costs_no_folder()
    {
        await using Scene scene = await SyncedAsync("a", "sub/x");
        scene.Server.Put("a", "sub/x");
        bool refused = false;
        scene.Server.On(Ask.Sync, _ =>
        {
            if (refused) return null;
            refused = true;
            return WireResponse.Of(403);
        });
        await scene.Run("~a ~sub/x");
        scene.Server.Put("sub/x");
        await scene.Run("~sub/x", requests: 1);
        Assert.Contains("infinite", scene.Requests[0].Request.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_later_page_deletes_takes_along_what_earlier_pages_named()
    {
        await using Scene scene = await SyncedAsync("a", "old/x");
        scene.Server.Delete("old/x");
        scene.Server.Put("a");
        scene.Server.On(Ask.Sync, question => question.Token switch
        {
            "urn:test:2" => Dav.Multistatus("urn:page", Dav.Gone(FakeCalendar.Path + "old/"), Dav.Row(FakeCalendar.Path + "new/y.ics", "\"1\""), Dav.Cut(FakeCalendar.Path)),
            "urn:page" => Dav.Multistatus(scene.Server.CurrentToken, Dav.Gone(FakeCalendar.Path + "new/"), scene.Server.Row("a")),
            _ => null,
        });
        await scene.Run("~a -old/x +new/y -new/y");
    }
}
