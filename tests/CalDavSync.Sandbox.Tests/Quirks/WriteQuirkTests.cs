using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static CalDavSync.Sandbox.Tests.SandboxClient;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class WriteQuirkTests
{
    private const string First = "item-000001.ics";

    [Fact]
    public async Task NoETagOnPut()
    {
        using SandboxClient client = Quirky();
        Assert.Null((await client.Put("a.ics", Event("a"))).ETag);
        Assert.NotNull((await client.Get("a.ics")).ETag);
    }

    [Fact]
    public async Task RewritesOnPut()
    {
        using SandboxClient client = Quirky();
        Answer put = await client.Put("a.ics", Event("a"));
        Answer get = await client.Get("a.ics");
        Assert.Equal(put.ETag, get.ETag);
        Assert.Contains("\r\nCLASS:PUBLIC\r\nUID:a", get.Text);
    }

    [Fact]
    public async Task OverwritesDespiteIfNoneMatch()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(204, (await client.Put(First, Event("a"), ("If-None-Match", "*"))).Status);
    }

    [Fact]
    public async Task OverwritesOnlyIfMatch()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(201, (await client.Put("a.ics", Event("a"))).Status);
        Assert.Equal(412, (await client.Put(First, Event("b"))).Status);
        Assert.Equal(204, (await client.Put(First, Event("b"), ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task CreatesDespiteIfMatch()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(201, (await client.Put("a.ics", Event("a"), ("If-Match", "\"x\""))).Status);
        Assert.Equal(412, (await client.Put(First, Event("b"), ("If-Match", "\"x\""))).Status);
    }

    [Fact]
    public async Task IgnoresIfMatchOnDelete()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(204, (await client.Send("DELETE", client.CalendarPath + First, null, ("If-Match", "\"x\""))).Status);
    }

    [Fact]
    public Task FullWithoutCondition() => AssertFull(507, hasCondition: false);

    [Fact]
    public Task FullIs403() => AssertFull(403, hasCondition: true);

    [Fact]
    public Task FullIs413() => AssertFull(413, hasCondition: false);

    [Fact]
    public Task FullIs500() => AssertFull(500, hasCondition: false);

    [Fact]
    public async Task IgnoresIfHeader()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(201, (await client.Put("a.ics", Event("a"), ("If", "(<urn:old>)"))).Status);
    }

    [Fact]
    public async Task RefusedPutIs207()
    {
        using SandboxClient client = Quirky();
        await client.Put("a.ics", Event("same"));
        Answer refused = await client.Put("b.ics", Event("same"));
        Assert.Equal(207, refused.Status);
        Assert.Contains("412", refused.StatusOf("b.ics"));
        Assert.True(refused.Holds(C + "no-uid-conflict"));
    }

    [Fact]
    public async Task UidConflictAcrossCalendars()
    {
        using SandboxClient client = Quirky();
        client.Server.CreateCalendar("other").Put("o.ics", Event("same"));
        Answer refused = await client.Put("a.ics", Event("same"));
        Assert.Equal(403, refused.Status);
        Assert.EndsWith("/other/o.ics", refused.Value(C + "no-uid-conflict"));
    }

    [Fact]
    public async Task UidConflictAs409()
    {
        using SandboxClient client = Quirky();
        await client.Put("a.ics", Event("same"));
        Answer refused = await client.Put("b.ics", Event("same"));
        Assert.Equal(409, refused.Status);
        Assert.Equal(string.Empty, refused.Value(C + "no-uid-conflict"));
    }

    [Fact]
    public async Task AcceptsDuplicateUids()
    {
        using SandboxClient client = Quirky();
        await client.Put("a.ics", Event("same"));
        Assert.Equal(201, (await client.Put("b.ics", Event("same"))).Status);
    }

    [Fact]
    public async Task StripsUnknownProperties()
    {
        using SandboxClient client = Quirky();
        await client.Put("a.ics", Event("a").Replace("SUMMARY", "X-MINE:1\r\n 2\r\nSUMMARY"));
        Assert.Equal(Event("a"), (await client.Get("a.ics")).Text);
    }

    [Fact]
    public async Task ReplacesUidOnPut()
    {
        using SandboxClient client = Quirky();
        await client.Put("a.ics", Event("uid-1"));
        Assert.DoesNotContain("uid-1", (await client.Get("a.ics")).Text);
        Assert.NotEqual("uid-1", client.Server.Calendar.Items["a.ics"].Uid);
    }

    [Fact]
    public async Task RenamesOnPut()
    {
        using SandboxClient client = Quirky();
        Answer put = await client.Put("a.ics", Event("uid-1"));
        Assert.EndsWith("/uid-1.ics", put.Headers["Location"]);
        Assert.Equal(404, (await client.Get("a.ics")).Status);
        Assert.Equal(200, (await client.Get("uid-1.ics")).Status);
    }

    [Fact]
    public async Task StaleETagAfterPut()
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = Quirky(seed: 1, clock: clock);
        string before = (await client.Get(First)).ETag!;
        string put = (await client.Put(First, Event("a"))).ETag!;
        Assert.Equal(before, (await client.Sync()).Value(D + "getetag"));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(put, (await client.Sync()).Value(D + "getetag"));
    }

    [Fact]
    public async Task MoveRenamesToUid()
    {
        using SandboxClient client = Quirky(seed: 0);
        client.Server.Calendar.Put("a.ics", Event("uid-1"));
        Assert.Equal(201, (await client.Send("MOVE", client.CalendarPath + "a.ics", null, ("Destination", client.CalendarPath + "b.ics"))).Status);
        Assert.Equal(new[] { "uid-1.ics" }, client.Server.Calendar.Items.Keys);
    }

    [Fact]
    public async Task NoMove()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(405, (await client.Send("MOVE", client.CalendarPath + First, null, ("Destination", client.CalendarPath + "b.ics"))).Status);
    }

    [Fact]
    public async Task DeleteMissingIs410()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(410, (await client.Send("DELETE", client.CalendarPath + "none.ics")).Status);
    }

    [Fact]
    public async Task DeletedCalendarIs404()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(404, (await client.Send("DELETE", client.CalendarPath)).Status);
        Assert.Empty(client.Server.Calendars);
    }

    [Fact]
    public async Task DeleteFails()
    {
        using SandboxClient client = Quirky();
        Answer answer = await client.Send("DELETE", client.CalendarPath + First);
        Assert.Equal(400, answer.Status);
        Assert.True(answer.Headers.ContainsKey("X-Dav-Error"));
        Assert.Equal(3, client.Server.Calendar.Count);
    }

    [Fact]
    public async Task NoTasks()
    {
        using SandboxClient client = Quirky();
        Assert.Equal(403, (await client.Put("t.ics", Event("t").Replace("VEVENT", "VTODO"))).Status);
        Assert.Equal(201, (await client.Put("e.ics", Event("e"))).Status);
    }

    private static async Task AssertFull(int status, bool hasCondition, [System.Runtime.CompilerServices.CallerMemberName] string quirk = "")
    {
        using SandboxClient client = Quirky(quirk: quirk);
        client.Server.Quota = client.Server.Calendar.Items.Values.Sum(item => (long)item.Text.Length);
        Answer refused = await client.Put("a.ics", Event("a"));
        Assert.Equal((status, hasCondition), (refused.Status, refused.Text.Contains("quota-not-exceeded")));
    }
}
