using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>Everything that is there is found, whatever the server's search leaves out.</summary>
public class SearchRemainderTests
{
    private static readonly ItemQuery Everything = new();
    private static readonly ItemQuery ByWildcard = new() { Condition = item => item.Uid == "old" };
    private static readonly string[] Tasks = { "VTODO" };

    [Theory]
    [InlineData(null)]
    [InlineData("QueryWindowOneYear")]
    [InlineData("HidesTasks")]
    [InlineData("QueryIgnoresComponent")]
    [InlineData("NoQuery")]
    [InlineData("NoMultiget")]
    public async Task Without_conditions_everything_is_read(string? quirk)
    {
        using ItemBench bench = Bench(null, quirk);
        Assert.Equal(new[] { "new", "note", "old", "task" }, Uids(await bench.FindAsync(Everything)));
        Assert.All(await bench.FindAsync(Everything), item => Assert.NotNull(item.Content));
        Assert.Equal(4, (await bench.FindAsync(new ItemQuery { NoContent = true })).Count);
        Assert.Equal(new[] { "old" }, Uids(await bench.FindAsync(ByWildcard)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "QueryWindowOneYear")]
    [InlineData(null, "HidesTasks")]
    [InlineData(null, "NoQuery")]
    [InlineData("Bedework", "QueryIgnoresComponent")]
    public async Task All_items_of_a_component_are_found(string? profile, string? quirk)
    {
        using ItemBench bench = Bench(profile, quirk);
        Assert.Equal(new[] { "task" }, Uids(await bench.FindAsync(new ItemQuery { Components = Tasks })));
        Assert.Equal(new[] { "new", "old" }, Uids(await bench.FindAsync(new ItemQuery { Components = new[] { "VEVENT" } })));
        CalDavItem bare = Assert.Single(await bench.FindAsync(new ItemQuery { Components = Tasks, NoContent = true }));
        Assert.Null(bare.Content);
    }

    [Fact]
    public async Task Where_PROPFIND_is_slow_another_report_lists()
    {
        using ItemBench bench = Bench("Radicale", null);
        Assert.Equal(new[] { "new", "note", "old", "task" }, Uids(await bench.FindAsync(Everything)));
        Assert.DoesNotContain("PROPFIND", bench.Requests(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_leaves_nothing_out_costs_one_listing()
    {
        using var bench = new ItemBench(150);
        Assert.Equal(150, (await bench.FindAsync(Everything)).Count);
        Assert.Equal("REPORT REPORT REPORT PROPFIND", bench.Requests());
    }

    [Fact]
    public async Task Items_of_other_components_are_not_downloaded()
    {
        using var bench = new ItemBench(150);
        Assert.All(await bench.FindAsync(new ItemQuery { Components = Tasks }), item => Assert.Equal("VTODO", item.Component));
        Assert.StartsWith("REPORT PROPFIND REPORT", bench.Requests(), StringComparison.Ordinal);
        Assert.DoesNotContain("calendar-data", bench.Server.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Components_the_calendar_does_not_claim_are_found()
    {
        using ItemBench bench = Bench(null, null);
        bench.Server.Calendar.Components = new[] { "VEVENT" };
        Assert.Equal(new[] { "new", "note", "old", "task" }, Uids(await bench.FindAsync(Everything)));
        Assert.Empty(await bench.FindAsync(new ItemQuery { Components = Tasks }));
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task A_narrow_search_is_not_listed()
    {
        using var bench = new ItemBench(5);
        await bench.FindAsync(new ItemQuery { After = DateTimeOffset.Parse("2026-01-01T00:00:00Z"), Components = new[] { "VEVENT" } });
        // Where the local clock is not UTC, days and times without a zone are asked for besides.
        Assert.DoesNotContain("PROPFIND", bench.Requests(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_listed_that_is_said()
    {
        using var bench = new ItemBench(5, null, "PropfindDepth1Blocked");
        Assert.Equal(5, (await bench.FindAsync(Everything)).Count);
        Assert.Contains("cannot be listed by PROPFIND", Assert.Single(bench.Log.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_may_read_is_named()
    {
        const string Row = "<D:response><D:href>/cal/{0}.ics</D:href>{1}</D:response>";
        const string Good = "<D:propstat><D:prop><D:getetag>\"1\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>";
        await using var server = WireClient.Serve(_ => WireResponse.Of(
            207, $"<D:multistatus xmlns:D=\"DAV:\">{string.Format(Row, "a", Good)}{string.Format(Row, "b", "<D:status>HTTP/1.1 403 Forbidden</D:status>")}</D:multistatus>"));
        var context = new RequestContext(new RecordingLog());
        CalDavClient client = await WireClient.ConnectAsync(server, context);
        var calendar = new CalDavCalendar(server.At("cal/"), "cal", client.Connection);
        var query = new ItemQuery { NoContent = true };
        List<CalDavItem> items = [];
        List<(string Href, Exception Error)> failures = [];
        await new ItemSearch(client, calendar, context, query, items.Add, (href, error) => failures.Add((href, error))).RunAsync(ItemBench.Token);
        Assert.Equal("/cal/a.ics", Assert.Single(items).Href);
        Assert.Equal("/cal/b.ics", Assert.Single(failures).Href);
        Assert.IsType<AccessDeniedException>(failures[0].Error);
    }

    private static ItemBench Bench(string? profile, string? quirk)
    {
        var bench = new ItemBench(0, profile, quirk is null ? [] : [quirk]);
        bench.Server.Calendar.Put("new.ics", EventText.Of("new", "New"));
        bench.Server.Calendar.Put("old.ics", EventText.Of("old", "Old").Replace("20260302", "19990302", StringComparison.Ordinal));
        bench.Server.Calendar.Put("task.ics", Component("VTODO", "task"));
        bench.Server.Calendar.Put("note.ics", Component("VJOURNAL", "note"));
        return bench;
    }

    private static string Component(string component, string uid) => EventText.Of(uid, uid).Replace("VEVENT", component, StringComparison.Ordinal);

    private static IEnumerable<string?> Uids(IEnumerable<CalDavItem> items) => items.Select(item => item.Uid).Order(StringComparer.Ordinal);
}
