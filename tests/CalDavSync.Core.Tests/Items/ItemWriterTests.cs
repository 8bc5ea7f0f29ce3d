using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Errors;
using CalDavSync.Items;
using CalDavSync.Sandbox;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>Writing on servers with and without habits.</summary>
public class ItemWriterTests
{
    private static readonly string Text = EventText.Of("lunch", "Lunch");

    [Theory]
    [InlineData("PUT REPORT")]
    [InlineData("PUT REPORT", "NoETagOnPut")]
    [InlineData("PUT REPORT", "RewritesOnPut")]
    [InlineData("PUT REPORT", "RenamesOnPut")]
    [InlineData("PUT REPORT", "UnquotedETags")]
    [InlineData("PUT REPORT", "OcETagOnly")]
    [InlineData("PUT REPORT GET", "NoETagsInReports")]
    [InlineData("PUT REPORT GET", "NoETagsInReports", "GzipSuffixETags")]
    public async Task A_new_item_comes_back_as_it_is_stored(string requests, params string[] quirks)
    {
        using var bench = new ItemBench(quirks: quirks);
        ItemWriter writer = await bench.WriterAsync();

        WrittenItem written = await writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token);
        CalDavItem item = await writer.Stored.ReadAsync(written, ItemBench.Token);

        SandboxItem stored = bench.Server.Calendar.Items["lunch.ics"];
        Assert.Equal(stored.Text, item.Content);
        Assert.Equal(stored.ETag.Trim('"'), CalDavSync.Dav.EntityTag.Bare(item.ETag!));
        Assert.Equal("Lunch", item.Summary);
        Assert.EndsWith("/lunch.ics", item.Href, StringComparison.Ordinal);
        Assert.Equal(requests, bench.Requests());
        Assert.Equal("*", bench.Server.Requests[0].Header("If-None-Match"));
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("../x")]
    [InlineData("it's 100%")]
    [InlineData("")]
    public async Task The_name_is_letters_digits_and_hyphens(string uid)
    {
        using var bench = new ItemBench();
        ItemWriter writer = await bench.WriterAsync();
        if (uid.Length == 0)
        {
            await Assert.ThrowsAsync<InvalidCalendarDataException>(() => writer.CreateAsync(EventText.Of(uid, "x"), WriteOptions.None, ItemBench.Token));
            return;
        }

        WrittenItem written = await writer.CreateAsync(EventText.Of(uid, "x"), WriteOptions.None, ItemBench.Token);
        Assert.Matches("/work/[A-Za-z0-9-]+\\.ics$", written.Href);
        await Assert.ThrowsAsync<ItemExistsException>(() => writer.CreateAsync(EventText.Of(uid, "x"), WriteOptions.None, ItemBench.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SOGo", "OverwritesDespiteIfNoneMatch")]
    public async Task An_item_that_is_there_is_not_overwritten(string? profile, params string[] quirks)
    {
        using var bench = new ItemBench(0, profile, quirks);
        ItemWriter writer = await bench.WriterAsync();
        bench.Server.Calendar.Put("lunch.ics", EventText.Of("lunch", "Already"));

        await Assert.ThrowsAsync<ItemExistsException>(() => writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token));
        Assert.Contains("Already", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("UidConflictAs409")]
    [InlineData("RefusedPutIs207")]
    [InlineData("RefusedPutIs207", "UidConflictAs409")]
    public async Task A_uid_conflict_names_the_other_item(params string[] quirks)
    {
        using var bench = new ItemBench(quirks: quirks);
        ItemWriter writer = await bench.WriterAsync();
        bench.Server.Calendar.Put("other.ics", Text);

        UidConflictException conflict = await Assert.ThrowsAsync<UidConflictException>(() => writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token));
        Assert.EndsWith("/work/other.ics", conflict.ExistingHref, StringComparison.Ordinal);
        Assert.Contains("other.ics", conflict.Message, StringComparison.Ordinal);
        Assert.Single(bench.Server.Calendar.Items);
    }

    [Fact]
    public async Task A_component_the_calendar_does_not_take_is_said_so()
    {
        using var bench = new ItemBench();
        bench.Server.Calendar.Components = new[] { "VTODO" };
        ItemWriter writer = await bench.WriterAsync();
        RequestRefusedException error = await Assert.ThrowsAsync<RequestRefusedException>(() => writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token));
        Assert.Contains("takes only VTODO", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("UnquotedETags")]
    [InlineData("DoubleQuotedETags")]
    [InlineData("GzipSuffixETags", "NoETagsInReports")]
    [InlineData("NoETags")]
    public async Task A_change_is_conditional_on_what_was_read(params string[] quirks)
    {
        using var bench = new ItemBench(quirks: quirks);
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();

        await writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Later"), WriteOptions.None, ItemBench.Token);
        Assert.Contains("Later", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);

        await Assert.ThrowsAsync<ItemChangedException>(
            () => writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Lost"), WriteOptions.None, ItemBench.Token));
        await Assert.ThrowsAsync<ItemChangedException>(() => writer.DeleteAsync(item.Href, item.ETag, item.Content, WriteOptions.None, ItemBench.Token));
        Assert.Contains("Later", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);

        await writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Forced"), new WriteOptions { Force = true }, ItemBench.Token);
        Assert.Contains("Forced", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);
        Assert.True(await writer.DeleteAsync(item.Href, null, null, new WriteOptions { Force = true }, ItemBench.Token));
        Assert.Empty(bench.Server.Calendar.Items);
    }

    [Theory]
    [InlineData("WeakETags", "are weak")]
    [InlineData("IfMatchAlwaysFails", "refuses its own entity tag")]
    public async Task A_server_that_refuses_its_own_tags_is_not_asked_for_ever(string quirk, string why)
    {
        using var bench = new ItemBench(quirks: quirk);
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();

        EntityTagRefusedException error = await Assert.ThrowsAsync<EntityTagRefusedException>(
            () => writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "x"), WriteOptions.None, ItemBench.Token));
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(412, error.StatusCode);
        Assert.InRange(bench.Server.Requests.Count(request => request.Method == "PUT"), 1, 2);
        await writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Forced"), new WriteOptions { Force = true }, ItemBench.Token);
        Assert.Contains("Forced", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(null, "DeleteMissingIs410")]
    [InlineData("SOGo", "IgnoresIfMatchOnDelete", "CreatesDespiteIfMatch")]
    public async Task Deleting_what_is_gone_succeeds_and_changing_it_does_not(string? profile, params string[] quirks)
    {
        using var bench = new ItemBench(0, profile, quirks);
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();
        bench.Server.Calendar.Delete("lunch.ics");

        Assert.False(await writer.DeleteAsync(item.Href, item.ETag, item.Content, WriteOptions.None, ItemBench.Token));
        await Assert.ThrowsAsync<ItemNotFoundException>(
            () => writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "x"), WriteOptions.None, ItemBench.Token));
        Assert.Empty(bench.Server.Calendar.Items);
    }

    [Fact]
    public async Task A_delete_that_ignores_conditions_is_checked_before()
    {
        using var bench = new ItemBench(0, "SOGo", "IgnoresIfMatchOnDelete");
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();
        bench.Server.Calendar.Put("lunch.ics", EventText.Of("lunch", "Changed"));

        await Assert.ThrowsAsync<ItemChangedException>(() => writer.DeleteAsync(item.Href, item.ETag, item.Content, WriteOptions.None, ItemBench.Token));
        Assert.Single(bench.Server.Calendar.Items);
    }

    [Fact]
    public async Task Without_any_version_only_force_writes()
    {
        using var bench = new ItemBench();
        bench.Server.Calendar.Put("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();
        string href = bench.Server.CalendarUri.AbsolutePath + "lunch.ics";
        ItemChangedException error = await Assert.ThrowsAsync<ItemChangedException>(() => writer.DeleteAsync(href, null, null, WriteOptions.None, ItemBench.Token));
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task What_a_server_shows_late_is_trusted_as_it_was_sent()
    {
        using var bench = new ItemBench(quirks: "StaleETagAfterPut");
        CalDavItem item = await bench.PutAndReadAsync("lunch.ics", Text);
        ItemWriter writer = await bench.WriterAsync();

        WrittenItem written = await writer.ReplaceAsync(item.Href, item.ETag, item.Content, EventText.Of("lunch", "Later"), WriteOptions.None, ItemBench.Token);
        CalDavItem stored = await writer.Stored.ReadAsync(written, ItemBench.Token);
        Assert.Equal((written.ETag, "Later"), (stored.ETag, stored.Summary));
        await writer.ReplaceAsync(stored.Href, stored.ETag, stored.Content, EventText.Of("lunch", "Again"), WriteOptions.None, ItemBench.Token);
    }

    [Fact]
    public async Task An_overwrite_that_the_answer_shows_is_told_and_happens_once_for_each_connection()
    {
        using var bench = new ItemBench(quirks: "OverwritesDespiteIfNoneMatch");
        ItemWriter writer = await bench.WriterAsync();
        foreach (string uid in new[] { "lunch", "dinner" }) bench.Server.Calendar.Put(uid + ".ics", EventText.Of(uid, "Theirs"));

        WrittenItem written = await writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token);
        Assert.Equal(bench.Server.Calendar.Items["lunch.ics"].ETag, written.ETag);
        Assert.Contains("/lunch.ics answered 204", Assert.Single(bench.Log.Warnings).Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<ItemExistsException>(() => writer.CreateAsync(EventText.Of("dinner", "Mine"), WriteOptions.None, ItemBench.Token));
        Assert.Equal("PUT PUT PROPFIND", bench.Requests());
        ItemWriter other = await bench.WriterAsync();
        await Assert.ThrowsAsync<ItemExistsException>(() => other.CreateAsync(EventText.Of("dinner", "Mine"), WriteOptions.None, ItemBench.Token));
        Assert.Contains("Theirs", bench.Server.Calendar.Items["dinner.ics"].Text, StringComparison.Ordinal);
        Assert.Equal("PROPFIND", bench.Requests());
        Assert.Single(bench.Log.Warnings);
    }
}
