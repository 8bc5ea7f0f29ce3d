using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>What writes an item never meets a collection, however its address is spelled.</summary>
public class ItemAddressTests
{
    private static readonly WriteOptions Force = new() { Force = true };

    [Theory]
    [InlineData("/calendars/alice/work/")]
    [InlineData("/calendars/alice/work")]
    [InlineData("/calendars//alice///work//")]
    [InlineData("/calendars/alice/%77ork")]
    [InlineData("/calendars/alice/%2577ork%252F")]
    [InlineData("http://127.0.0.1/calendars/alice/work")]
    [InlineData("https://elsewhere.example/calendars/alice/work/")]
    [InlineData(".")]
    [InlineData("./")]
    [InlineData(" ./ ")]
    [InlineData("%2e/")]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("%252e%252e/")]
    [InlineData("../work")]
    [InlineData("1.ics/..")]
    [InlineData("1.ics/../")]
    [InlineData("1.ics/../..")]
    [InlineData("1.ics%2f..")]
    [InlineData("1.ics%2F%2e%2e")]
    [InlineData("1.ics\\..")]
    [InlineData("1.ics%5C..")]
    [InlineData("1.ics/..;x")]
    [InlineData("a%2F..%2F..%2Fother%2Fx.ics")]
    [InlineData("a\\..\\..\\other\\x.ics")]
    [InlineData("/calendars/alice/")]
    [InlineData("/calendars/alice")]
    [InlineData("/calendars/alice/other/x.ics")]
    [InlineData("/")]
    [InlineData("folder/")]
    [InlineData("folder%2F")]
    [InlineData("")]
    public async Task Nothing_but_an_item_is_written(string href)
    {
        using var bench = new ItemBench(2);
        bench.Server.CreateCalendar("other").Put("x.ics", EventText.Of("x", "X"));
        ItemWriter writer = await bench.WriterAsync();

        ItemNotFoundException deleted = await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync(href, null, null, Force, ItemBench.Token));
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync(href, "\"1\"", "text", WriteOptions.None, ItemBench.Token));
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.ReplaceAsync(href, null, null, EventText.Of("x", "Y"), Force, ItemBench.Token));

        Assert.StartsWith($"'{href}' is ", deleted.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Server.Requests, request => request.Method is "DELETE" or "PUT");
        Assert.Equal(2, bench.Server.Calendar.Count);
    }

    [Theory]
    [InlineData("1.ics")]
    [InlineData("./1.ics")]
    [InlineData("/calendars/alice/work/1.ics")]
    [InlineData("http://public.example/calendars/alice/work/1.ics")]
    [InlineData("/calendars/alice/work/folder/1.ics")]
    [InlineData("/calendars/alice/work/a%2Fb.ics")]
    [InlineData("/calendars/alice/work/a;b..ics")]
    [InlineData("/calendars/alice/work/..ics")]
    [InlineData("/calendars/alice/work/b64=YQ==")]
    [InlineData("/public/calendars/alice/work/1.ics")]
    public void An_item_may_be_spelled_as_servers_do(string href)
    {
        ItemAddress.Require(href);
        Assert.True(ItemAddress.IsMember(new CollectionAddress(new Uri("http://h/calendars/alice/work/")), href));
    }

    [Theory]
    [InlineData("/calendars/alice/", "/calendars/alice/work")]
    [InlineData("/calendars/alice/", "work")]
    [InlineData("/calendars/", "alice")]
    public async Task A_collection_without_its_slash_is_recognised(string parent, string href)
    {
        using var bench = new ItemBench(2);
        CalDavCalendar home = await (await bench.ClientAsync()).GetCollectionAsync(new Uri(bench.Server.Uri, parent), bench.Context, ItemBench.Token);
        var writer = new ItemWriter(await bench.ClientAsync(), home, bench.Context);
        bench.Server.ClearRequests();

        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync(href, null, null, Force, ItemBench.Token));
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync(href, "\"1\"", null, Force, ItemBench.Token));
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.ReplaceAsync(href, null, null, EventText.Of("x", "Y"), Force, ItemBench.Token));
        Assert.Equal("PROPFIND PROPFIND PROPFIND", bench.Requests());
    }

    [Fact]
    public async Task A_folder_below_a_calendar_is_no_item()
    {
        await using var server = WireClient.Serve(request => request.Method == "PROPFIND"
            ? WireResponse.Of(207, $"<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>{request.Target}</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>")
            : WireResponse.Of(204));
        ItemWriter writer = await WireClient.WriterAsync(server);
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync("/cal/folder", null, null, Force, ItemBench.Token));
        Assert.DoesNotContain(server.Requests, request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task A_write_is_not_redirected_from_an_item_to_a_collection(string method)
    {
        await using var server = WireClient.Serve(request => request.Target.EndsWith('/') ? WireResponse.Of(204) : WireResponse.Of(301, "", ("Location", request.Target + "/")));
        ItemWriter writer = await WireClient.WriterAsync(server);
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => method == "PUT"
            ? writer.ReplaceAsync("/cal/folder", "\"1\"", null, EventText.Of("x", "Y"), WriteOptions.None, ItemBench.Token)
            : writer.DeleteAsync("/cal/folder", "\"1\"", null, WriteOptions.None, ItemBench.Token));
        Assert.Equal("/cal/folder", Assert.Single(server.Requests, request => request.Method == method).Target);
    }

    [Fact]
    public async Task The_members_of_a_moved_calendar_are_its_own()
    {
        await using var server = WireClient.Serve(request => request switch
        {
            { Method: "PROPFIND", Target: "/cal/" } => WireResponse.Of(301, "", ("Location", "/moved/here/")),
            { Method: "PROPFIND" } => WireResponse.Of(207, "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/moved/here/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"),
            _ => WireResponse.Of(204),
        });
        ItemWriter writer = await WireClient.WriterAsync(server);
        Assert.True(await writer.DeleteAsync("/moved/here/1.ics", "\"1\"", null, WriteOptions.None, ItemBench.Token));
        Assert.Equal("/moved/here/1.ics", server.Requests.Last().Target);
        await Assert.ThrowsAsync<ItemNotFoundException>(() => writer.DeleteAsync("/moved/here", "\"1\"", null, Force, ItemBench.Token));
    }
}
