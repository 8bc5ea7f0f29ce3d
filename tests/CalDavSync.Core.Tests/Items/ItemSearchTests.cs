using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Items;
using CalDavSync.Sandbox;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>Finding items on servers with and without habits.</summary>
public class ItemSearchTests
{
    [Theory]
    [InlineData]
    [InlineData("NoETags")]
    [InlineData("NoETagsInReports")]
    public async Task Everything_comes_once_with_its_text(params string[] quirks)
    {
        using var bench = new ItemBench(40, null, quirks);
        List<CalDavItem> items = await bench.FindAsync(new ItemQuery());
        Assert.Equal(bench.Server.Calendar.Items.Values.Select(item => item.Text).Order(StringComparer.Ordinal), items.Select(item => item.Content).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_uid_is_looked_up_by_the_server_and_compared_here()
    {
        using var bench = new ItemBench(20);
        bench.Server.Calendar.Put("a.ics", EventText.Of("unique-1", "One"));
        bench.Server.Calendar.Put("b.ics", EventText.Of("unique-11", "Eleven"));

        CalDavItem item = Assert.Single(await bench.FindAsync(new ItemQuery { Uids = new[] { "unique-1" }, Components = new[] { "VEVENT" } }));
        Assert.Equal("One", item.Summary);
        Assert.Contains("i;octet", Assert.Single(bench.Server.Requests).Body, StringComparison.Ordinal);
        Assert.Empty(await bench.FindAsync(new ItemQuery { Uids = new[] { "nobody" } }));
    }

    [Fact]
    public async Task A_refused_filter_is_applied_here()
    {
        using var bench = new ItemBench(5);
        bench.Server.Calendar.Put("a.ics", EventText.Of("a", "One"));
        var query = new ItemQuery { Uids = new[] { "a" }, Components = new[] { "VEVENT" } };
        await bench.CalendarAsync();
        bench.Server.FailNext(400, 1, "REPORT");
        Assert.Equal("One", Assert.Single(await bench.FindAsync(query)).Summary);

        bench.Server.FailNext(501, 2, "REPORT");
        Assert.Equal("One", Assert.Single(await bench.FindAsync(query)).Summary);
    }

    [Theory]
    [InlineData("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", true)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z", false)]
    [InlineData("2026-03-02T09:00:01Z", null, false)]
    [InlineData(null, "2026-03-02T09:00:01Z", true)]
    [InlineData("2026-03-02T08:59:59Z", null, true)]
    public async Task Times_are_looked_at_again_because_servers_differ_at_the_edges(string? after, string? before, bool found)
    {
        using var bench = new ItemBench();
        bench.Server.Calendar.Put("a.ics", EventText.Of("a", "At nine"));
        var query = new ItemQuery
        {
            After = after is null ? null : DateTimeOffset.Parse(after),
            Before = before is null ? null : DateTimeOffset.Parse(before),
            Components = new[] { "VEVENT" },
        };
        Assert.Equal(found ? 1 : 0, (await bench.FindAsync(query)).Count);

        bench.Server.FailNext(403, 1, "REPORT");
        Assert.Equal(found ? 1 : 0, (await bench.FindAsync(query)).Count);
    }

    [Fact]
    public async Task Without_content_only_addresses_and_tags_are_asked_for()
    {
        using var bench = new ItemBench(10);
        List<CalDavItem> items = await bench.FindAsync(new ItemQuery { NoContent = true });
        Assert.Equal(10, items.Count);
        Assert.All(items, item => Assert.True(item.Content is null && item.ETag is not null));
        SandboxRequest request = Assert.Single(bench.Server.Requests);
        Assert.Equal("PROPFIND", request.Method);
        Assert.DoesNotContain("calendar-data", request.Body, StringComparison.Ordinal);
    }
}
