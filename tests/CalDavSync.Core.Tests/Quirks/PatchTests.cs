using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Calendar patches: servers that refuse them, and texts that are newer than the token a patch would be made since.</summary>
public class PatchTests
{
    private const string Added = "COMMENT:added";

    private static Scene WithPatches(params string[] names)
    {
        var scene = new Scene(names);
        scene.Wishes.UsePatch = true;
        scene.Wishes.IncludeContent = true;
        scene.Wishes.Destination = scene.NewFolder("files");
        return scene;
    }

    private static bool WantsPatch(Question question) => question.Request.Text.Contains("VPATCH", StringComparison.Ordinal);

    // A patch that adds a line: applied twice it would add two.
    private static WireResponse Patched(Scene scene, Question question) => Dav.Multistatus(null, question.Hrefs.Select(href =>
    {
        FakeItem item = scene.Server.Items[scene.Server.NameOf(href)];
        string patch = item.Text.Contains(Added, StringComparison.Ordinal)
            ? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VPATCH\r\nUID:p\r\nDTSTAMP:20260101T000000Z\r\nBEGIN:PATCH\r\nPATCH-TARGET:/VCALENDAR/VEVENT\r\n"
                + Added.Replace("COMMENT", "COMMENT;PATCH-ACTION=CREATE", StringComparison.Ordinal) + "\r\nEND:PATCH\r\nEND:VPATCH\r\nEND:VCALENDAR\r\n"
            : item.Text;
        return Dav.Row(href, scene.Server.ETag(item), patch);
    }).ToArray());

    private static void AddLine(Scene scene, string name)
    {
        string text = scene.Server.Items[name].Text;
        string more = text.Contains(Added, StringComparison.Ordinal) ? text : text.Replace("END:VEVENT", Added + "\r\nEND:VEVENT", StringComparison.Ordinal);
        scene.Server.PutText(name, more);
    }

    [Theory]
    [InlineData(403, "supported-calendar-data", true)]
    [InlineData(415, null, true)]
    [InlineData(500, null, true)]
    [InlineData(403, "valid-sync-token", false)]
    public async Task A_server_that_refuses_patches_is_asked_for_whole_items_at_once(int status, string? condition, bool isRemembered)
    {
        string[] names = Enumerable.Range(10, 20).Select(i => $"n{i}").ToArray();
        await using Scene scene = WithPatches(names);
        scene.Server.On(Ask.Multiget, question => !WantsPatch(question) ? null : condition is null ? WireResponse.Of(status) : Dav.Error(status, condition));
        await scene.Run(names.Select(name => "+" + name).ToArray());
        scene.Server.Put(names[..9]);
        await scene.Run(names[..9].Select(name => "~" + name).ToArray(), requests: 3);
        Assert.Equal(isRemembered ? 1 : 0, scene.Log.Warnings.Count(warning => warning.Message.Contains("calendar patches", StringComparison.Ordinal)));
        Assert.DoesNotContain("multiget", string.Join("\n", scene.Log.Warnings.Select(warning => warning.Message)), StringComparison.Ordinal);
        scene.Server.Put(names[0]);
        await scene.Run("~" + names[0], requests: isRemembered ? 2 : 3);
    }

    [Theory]
    [InlineData("http://x.invalid/1/", true)]
    [InlineData("http://x.invalid/\u00E9/", false)]
    [InlineData("http://x.invalid/a b/", false)]
    [InlineData("http://x.invalid/\"/", false)]
    [InlineData("HwoQEgwAA", false)]
    public async Task A_token_that_no_header_can_carry_asks_for_no_patches(string start, bool asks)
    {
        await using Scene scene = WithPatches("a");
        scene.Server.Token = revision => start + revision;
        scene.Server.RevisionOf = token => int.Parse(token[start.Length..]);
        await scene.Run("+a");
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
        Assert.Equal(asks, scene.Requests[^1].Request.Header("Prefer")?.Contains("calendar-patch", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_text_that_is_newer_than_a_token_that_could_not_advance_is_not_patched()
    {
        await using Scene scene = WithPatches("a", "b");
        await scene.Run("+a +b");
        AddLine(scene, "a");
        scene.Server.Put("b");
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Where(href => href.EndsWith("a.ics", StringComparison.Ordinal)).Select(_ => scene.Server.Row("a", true)).ToArray()));
        scene.Server.On(Ask.Get, WireResponse.Of(403));
        await scene.Runs("~a");
        scene.Server.Heal();
        AddLine(scene, "a");
        scene.Server.On(Ask.Multiget, question => WantsPatch(question) ? Patched(scene, question) : null);
        scene.Resume();
        await scene.Runs(null);
        scene.Server.Put("b");
        await scene.Run("~b");
    }

    [Fact]
    public async Task A_member_that_two_pages_name_is_patched_once()
    {
        await using Scene scene = WithPatches("a", "b");
        scene.Wishes.ETagsMatter = false;
        await scene.Run("+a +b");
        scene.Server.PageSize = 1;
        AddLine(scene, "a");
        scene.Server.Put("b");
        bool isSecond = false;
        scene.Server.On(Ask.Sync, question =>
        {
            // Somebody changes the item between the pages.
            if (question.Token != "urn:test:2" && !isSecond) scene.Server.PutText("a", scene.Server.Items["a"].Text);
            isSecond |= question.Token != "urn:test:2";
            return null;
        });
        scene.Server.On(Ask.Multiget, question => WantsPatch(question) ? Patched(scene, question) : null);
        await scene.Runs("~a ~b");
        scene.Server.Heal();
        scene.Server.Put("b");
        await scene.Run("~b");
    }

    [Fact]
    public async Task A_text_that_a_check_found_newer_than_the_token_is_not_patched_after_its_file_was_checked_too()
    {
        await using Scene scene = WithPatches("a", "b");
        scene.Wishes.ETagsMatter = false;
        await scene.Run("+a +b");
        scene.Wishes.Verify = true;
        // Somebody changes the item between the report and the listing.
        scene.Server.On(Ask.List, _ =>
        {
            AddLine(scene, "a");
            scene.Server.Heal(Ask.List);
            return null;
        });
        await scene.Runs("~a");
        scene.Wishes.Verify = false;
        AddLine(scene, "a");
        scene.Server.On(Ask.Multiget, question => WantsPatch(question) ? Patched(scene, question) : null);
        await scene.Run("~a");
    }

    [Fact]
    public async Task A_server_that_went_back_is_not_asked_what_has_changed_since_a_token_to_come()
    {
        await using Scene scene = WithPatches("a", "b");
        scene.Server.ETag = _ => "\"1\"";
        await scene.Run("+a +b");
        scene.Server.PutText("a", Sync.EventText.Of("a", "Changed after the restore"));
        scene.Server.Token = _ => "urn:test:1";
        scene.Server.RevisionOf = _ => 0;
        scene.Says();
        scene.Server.On(Ask.Multiget, question => !WantsPatch(question) ? null : Dav.Multistatus(null, question.Hrefs.Select(href => Dav.Props(href, "<C:calendar-data/>", "HTTP/1.1 304 Not Modified")).ToArray()));
        await scene.Run("~a");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Batches_under_way_when_patches_are_refused_are_asked_for_as_a_whole_too(int status)
    {
        string[] names = Enumerable.Range(10, 8).Select(i => $"n{i}").ToArray();
        await using Scene scene = WithPatches(names);
        scene.Wishes.BatchSize = 4;
        scene.Wishes.ThrottleLimit = 2;
        int refused = 0;
        scene.Server.On(Ask.Multiget, question =>
        {
            if (!WantsPatch(question)) return null;
            // The second one is still under way when the first is known to be refused.
            if (++refused == 2) Thread.Sleep(200);
            return WireResponse.Of(status);
        });
        await scene.Run(names.Select(name => "+" + name).ToArray());
        scene.Server.Put(names);
        // The report, and each of the two batches with and without the wish.
        await scene.Run(names.Select(name => "~" + name).ToArray(), atMost: 5);
        Assert.DoesNotContain("multiget", string.Join("\n", scene.Log.Warnings.Select(warning => warning.Message)), StringComparison.Ordinal);
    }
}
