using System;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class ETagQuirkTests
{
    private const string First = "item-000001.ics";

    [Fact]
    public async Task UnquotedETags()
    {
        using SandboxClient client = Quirky();
        string etag = (await client.Sync()).Value(D + "getetag")!;
        Assert.DoesNotContain("\"", etag);
        Assert.Equal(412, (await client.Put(First, Event("x"), ("If-Match", "\"no\""))).Status);
        Assert.Equal(204, (await client.Put(First, Event("x"), ("If-Match", "\"" + etag + "\""))).Status);
    }

    [Fact]
    public async Task WeakETags()
    {
        using SandboxClient client = Quirky();
        string etag = (await client.Get(First)).ETag!;
        Assert.StartsWith("W/\"", etag);
        Assert.Equal(412, (await client.Put(First, Event("x"), ("If-Match", etag))).Status);
        Assert.Equal(304, (await client.Send("GET", client.CalendarPath + First, null, ("If-None-Match", etag))).Status);
    }

    [Fact]
    public async Task GzipSuffixETags()
    {
        using SandboxClient client = Quirky();
        string etag = (await client.Get(First)).ETag!;
        Assert.EndsWith("-gzip\"", etag);
        Assert.Equal(412, (await client.Put(First, Event("x"), ("If-Match", etag))).Status);
        Assert.Equal(204, (await client.Put(First, Event("x"), ("If-Match", etag.Replace("-gzip", string.Empty)))).Status);
    }

    [Fact]
    public async Task OcETagOnly()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Get(First);
        Assert.Null(answer.ETag);
        Assert.True(answer.Headers.ContainsKey("OC-ETag"));
    }

    [Fact]
    public async Task NoETags()
    {
        using SandboxClient client = Quirky();
        Assert.Null((await client.Get(First)).ETag);
        Assert.Equal(string.Empty, (await client.List()).Value(D + "getetag"));
        Assert.Equal(string.Empty, (await client.Sync()).Value(D + "getetag"));
    }

    [Fact]
    public async Task NoETagsInReports()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.Sync()).Value(D + "getetag"));
        Assert.Contains("&quot;", (await client.List()).Text.Replace("\"", "&quot;"));
        Assert.NotNull((await client.Get(First)).ETag);
    }

    [Fact]
    public async Task NoETagsInPropfind()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, (await client.List()).Value(D + "getetag"));
        Assert.NotEqual(string.Empty, (await client.Sync()).Value(D + "getetag"));
    }

    [Fact]
    public async Task ETagUnchangedOnEdit()
    {
        using SandboxClient client = Quirky();
        string etag = (await client.Get(First)).ETag!;
        client.Server.Calendar.Put(First, Event("x"));
        Assert.Equal(etag, (await client.Get(First)).ETag);
    }

    [Fact]
    public async Task ETagIsContentHash()
    {
        using SandboxClient client = Quirky();
        string etag = client.Server.Calendar.Put("a.ics", Event("a", "1")).ETag;
        Assert.NotEqual(etag, client.Server.Calendar.Put("a.ics", Event("a", "2")).ETag);
        client.Server.Calendar.Put("a.ics", Event("a", "1"));
        Assert.Equal(etag, (await client.Get("a.ics")).ETag);
    }

    [Fact]
    public async Task ETagsRestart()
    {
        using SandboxClient client = Quirky();
        Assert.Equal("\"gcs00000000\"", (await client.Get(First)).ETag);
        client.Server.Calendar.Put(First, Event("x"));
        Assert.Equal("\"gcs00000001\"", (await client.Get(First)).ETag);
        client.Server.Calendar.Delete(First);
        client.Server.Calendar.Put(First, Event("y"));
        Assert.Equal("\"gcs00000000\"", (await client.Get(First)).ETag);
    }

    [Fact]
    public async Task ETagChurn()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        string etag = (await client.Get(First)).ETag!;
        Assert.Equal(etag, (await client.Get(First)).ETag);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(etag, (await client.Get(First)).ETag);
    }

    [Fact]
    public async Task DoubleQuotedETags()
    {
        using SandboxClient client = Quirky();
        Assert.StartsWith("\"\"", (await client.Sync()).Value(D + "getetag"));
    }

    [Fact]
    public async Task IfMatchAlwaysFails()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(412, (await client.Put(First, Event("x"), ("If-Match", (await client.Get(First)).ETag!))).Status);
    }

    [Fact]
    public async Task NoCTag()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, await CTag(client));
    }

    [Fact]
    public async Task CTagRandom()
    {
        using SandboxClient client = Quirky();
        Assert.NotEqual(await CTag(client), await CTag(client));
    }

    [Fact]
    public async Task CTagLags()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(clock: clock);
        clock.Advance(TimeSpan.FromHours(1));
        string before = await CTag(client);
        client.Server.Calendar.Delete(First);
        Assert.Equal(before, await CTag(client));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(before, await CTag(client));
    }

    [Fact]
    public async Task CTagIgnoresDeletes()
    {
        using SandboxClient client = Quirky();
        string before = await CTag(client);
        client.Server.Calendar.Delete(First);
        Assert.Equal(before, await CTag(client));
        client.Server.Calendar.Put("x.ics", Event("x"));
        Assert.NotEqual(before, await CTag(client));
    }

    [Fact]
    public async Task CTagOnSecondLook()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(string.Empty, await CTag(client));
        Assert.NotEqual(string.Empty, await CTag(client));
    }

    private static async Task<string> CTag(SandboxClient client) =>
        (await client.Propfind(client.CalendarPath, "<CS:getctag/>")).Value("{http://calendarserver.org/ns/}getctag")!;
}
