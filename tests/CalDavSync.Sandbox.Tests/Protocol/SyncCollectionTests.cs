using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

public class SyncCollectionTests
{
    [Fact]
    public async Task Initial_then_nothing_then_each_kind_of_change()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 5 });
        Answer first = await client.Sync();
        Assert.Equal(207, first.Status);
        Assert.Equal(5, first.Rows.Count);

        Answer none = await client.Sync(first.SyncToken!);
        Assert.Empty(none.Rows);
        Assert.Equal(first.SyncToken, none.SyncToken);

        client.Server.Calendar.Put("new.ics", SandboxClient.Event("new"));
        client.Server.Calendar.Put("item-000001.ics", SandboxClient.Event("changed"));
        client.Server.Calendar.Delete("item-000002.ics");
        client.Server.Calendar.Move("item-000003.ics", "moved.ics");
        Answer changes = await client.Sync(first.SyncToken!);
        Assert.Equal(new[] { "new.ics", "item-000001.ics", "-item-000002.ics", "-item-000003.ics", "moved.ics" }, changes.Members);
        Assert.All(changes.Rows, row => Assert.True(row.Element(SandboxClient.D + "status") is null != row.Element(SandboxClient.D + "propstat") is null));
        Assert.NotEqual(first.SyncToken, changes.SyncToken);
    }

    [Fact]
    public async Task Initial_sync_lists_no_removed_members()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 3 });
        client.Server.Calendar.Delete("item-000001.ics");
        Assert.Equal(2, (await client.Sync()).Rows.Count);
    }

    [Fact]
    public async Task Added_and_removed_in_between_is_reported_as_removed()
    {
        using SandboxClient client = new();
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("x.ics", SandboxClient.Event("x"));
        client.Server.Calendar.Delete("x.ics");
        Assert.Equal(new[] { "-x.ics" }, (await client.Sync(token)).Members);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1)]
    public async Task Pages_end_with_507_and_lose_nothing_even_when_edited_in_between(int pageSize)
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 20, PageSize = pageSize });
        client.Server.Calendar.Delete("item-000020.ics");
        HashSet<string> mirror = new();
        string token = string.Empty;
        int pages = 0;
        while (true)
        {
            Answer page = await client.Sync(token);
            bool more = page.Rows.Any(row => row.Element(SandboxClient.D + "href")!.Value == client.CalendarPath);
            foreach (string member in page.Members.Where(member => member.Length > 0))
            {
                if (member[0] == '-') mirror.Remove(member.Substring(1));
                else mirror.Add(member);
            }

            Assert.DoesNotContain("-item-000020.ics", page.Members);
            if (pages++ == 1)
            {
                client.Server.Calendar.Delete("item-000001.ics");
                client.Server.Calendar.Put("late.ics", SandboxClient.Event("late"));
            }

            token = page.SyncToken!;
            if (!more) break;
            Assert.Contains("507", page.StatusOf(client.CalendarPath));
            Assert.True(page.Holds(SandboxClient.D + "number-of-matches-within-limits"));
        }

        Assert.Equal(client.Server.Calendar.Items.Keys.Order(), mirror.Order());
    }

    [Fact]
    public async Task The_clients_limit_is_kept()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 9 });
        Answer page = await client.Sync(extra: "<D:limit><D:nresults>4</D:nresults></D:limit>");
        Assert.Equal(5, page.Rows.Count);
        Answer rest = await client.Sync(page.SyncToken!);
        Assert.Equal(5, rest.Rows.Count);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("http://caldavsync.invalid/ns/sync/000000000000/1.0/1")]
    [InlineData("a&lt;b")]
    public async Task Unknown_tokens_are_refused(string token)
    {
        using SandboxClient client = new();
        Answer answer = await client.Sync(token);
        Assert.Equal(403, answer.Status);
        Assert.True(answer.Holds(SandboxClient.D + "valid-sync-token"));
    }

    [Fact]
    public async Task Tokens_of_other_calendars_recreated_ones_and_lost_history_are_refused()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 2 });
        string token = (await client.Sync()).SyncToken!;
        client.Server.CreateCalendar("other");
        Assert.Equal(403, (await client.Sync(token, path: client.Server.UriOf("other").AbsolutePath)).Status);

        client.Server.Calendar.Delete("item-000001.ics");
        client.Server.Calendar.PruneHistory();
        Assert.Equal(403, (await client.Sync(token)).Status);
        string fresh = (await client.Sync()).SyncToken!;
        Assert.Equal(207, (await client.Sync(fresh)).Status);
        client.Server.Calendar.InvalidateTokens();
        Assert.Equal(403, (await client.Sync(fresh)).Status);

        string last = (await client.Sync()).SyncToken!;
        client.Server.DeleteCalendar("work");
        Assert.Equal(404, (await client.Sync(last)).Status);
        client.Server.CreateCalendar("work");
        Assert.Equal(403, (await client.Sync(last)).Status);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("infinity")]
    public async Task Depth_other_than_0_is_a_bad_request(string depth)
    {
        using SandboxClient client = new();
        Assert.Equal(400, (await client.Sync(headers: ("Depth", depth))).Status);
        Assert.Equal(207, (await client.Sync(headers: ("Depth", "0"))).Status);
    }

    [Fact]
    public async Task Data_comes_inline_and_keeps_its_bytes()
    {
        using SandboxClient client = new();
        string text = SandboxClient.Event("x", "Ä & <b>\\n ");
        client.Server.Calendar.Put("x.ics", text);
        Answer answer = await client.Sync(props: "<D:getetag/><C:calendar-data/><D:nonsense/>");
        Assert.Equal(text, answer.Value(SandboxClient.C + "calendar-data"));
        Assert.Contains("404", answer.Rows[0].Elements(SandboxClient.D + "propstat").Last().Element(SandboxClient.D + "status")!.Value);
        Answer minimal = await client.Sync(props: "<D:getetag/><D:nonsense/>", headers: ("Prefer", "return=minimal"));
        Assert.Single(minimal.Rows[0].Elements(SandboxClient.D + "propstat"));
    }

    [Fact]
    public async Task The_home_is_synchronized_with_level_1_and_infinite()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 2 });
        string home = client.Server.HomeUri.AbsolutePath;
        client.Server.CreateCalendar("closed", 3).SupportsTraversal = false;
        client.Server.CreateCalendar("plain", 3).SupportsSync = false;
        Answer one = await client.Sync(path: home, props: "<D:displayname/>");
        Assert.Equal(3, one.Rows.Count);
        Answer all = await client.Sync(path: home, level: "infinite");
        Assert.Contains("403", all.StatusOf("/closed/"));
        Assert.Contains("403", all.StatusOf("/plain/"));
        Assert.True(all.Holds(SandboxClient.D + "sync-traversal-supported"));
        Assert.True(all.Holds(SandboxClient.D + "supported-report"));
        Assert.Contains("item-000001.ics", all.Members);
        Assert.Equal(5, all.Rows.Count);

        client.Server.Calendar.Delete("item-000001.ics");
        client.Server.Find("closed")!.Put("n.ics", SandboxClient.Event("n"));
        client.Server.DeleteCalendar("plain");
        Answer later = await client.Sync(all.SyncToken!, path: home, level: "infinite");
        Assert.Equal(new[] { "/calendars/alice/work/item-000001.ics", "/calendars/alice/plain/" }, later.Hrefs);
        Assert.All(later.Rows, row => Assert.Contains("404", row.Element(SandboxClient.D + "status")!.Value));
    }

    [Fact]
    public async Task Incomplete_requests_are_refused()
    {
        using SandboxClient client = new();
        string[] bodies =
        {
            $"<D:sync-collection {SandboxClient.Ns}><D:sync-level>1</D:sync-level><D:prop/></D:sync-collection>",
            $"<D:sync-collection {SandboxClient.Ns}><D:sync-token/><D:prop/></D:sync-collection>",
            $"<D:sync-collection {SandboxClient.Ns}><D:sync-token/><D:sync-level>2</D:sync-level><D:prop/></D:sync-collection>",
            $"<D:sync-collection {SandboxClient.Ns}><D:sync-token/><D:sync-level>1</D:sync-level></D:sync-collection>",
        };
        foreach (string body in bodies) Assert.Equal(400, (await client.Send("REPORT", client.CalendarPath, body)).Status);
    }
}
