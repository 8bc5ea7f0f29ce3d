using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Errors;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>Writes that depend on the whole collection (RFC 6578 section 5).</summary>
public class SyncTokenConditionTests
{
    [Fact]
    public async Task A_write_with_the_current_token_goes_through_and_with_an_old_one_does_not()
    {
        using var bench = new ItemBench();
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", EventText.Of("lunch", "Lunch"));
        var options = new WriteOptions { IfSyncToken = (await bench.CalendarAsync()).SyncToken };
        ItemWriter writer = await bench.WriterAsync();

        WrittenItem written = await writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Later"), options, ItemBench.Token);
        Assert.Equal($"<{bench.Server.CalendarUri.AbsoluteUri}> (<{options.IfSyncToken}>)", bench.Server.Requests[0].Header("If"));

        await Assert.ThrowsAsync<CollectionChangedException>(
            () => writer.ReplaceAsync(item.Href, written.ETag, written.Text, EventText.Of("lunch", "Lost"), options, ItemBench.Token));
        await Assert.ThrowsAsync<CollectionChangedException>(() => writer.DeleteAsync(item.Href, written.ETag, written.Text, options, ItemBench.Token));
        await Assert.ThrowsAsync<CollectionChangedException>(() => writer.DeleteAsync(item.Href, null, null, options with { Force = true }, ItemBench.Token));
        await Assert.ThrowsAsync<CollectionChangedException>(() => writer.CreateAsync(EventText.Of("new", "New"), options, ItemBench.Token));
        Assert.Contains("Later", Assert.Single(bench.Server.Calendar.Items).Value.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1795216637")]
    [InlineData("8cf2a9d0f2")]
    [InlineData("data:,1>(<x")]
    [InlineData("caldavsync:AAAA")]
    public async Task A_token_that_is_no_uri_of_the_server_is_refused_before_anything_is_sent(string token)
    {
        using var bench = new ItemBench();
        ItemWriter writer = await bench.WriterAsync();
        await Assert.ThrowsAsync<SyncTokenNotUsableException>(
            () => writer.CreateAsync(EventText.Of("new", "New"), new WriteOptions { IfSyncToken = token }, ItemBench.Token));
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task A_server_known_to_ignore_the_header_is_warned_about()
    {
        using var bench = new ItemBench(0, "Radicale", "IgnoresIfHeader");
        ItemWriter writer = await bench.WriterAsync();
        await writer.CreateAsync(EventText.Of("new", "New"), new WriteOptions { IfSyncToken = "http://radicale.org/ns/sync/old" }, ItemBench.Token);
        Assert.Contains(bench.Log.Warnings, warning => warning.Message.Contains("-IfSyncToken", StringComparison.Ordinal));
    }
}
