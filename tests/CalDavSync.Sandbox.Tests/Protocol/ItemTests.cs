using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

public class ItemTests
{
    [Fact]
    public async Task Put_get_head_delete_with_conditions()
    {
        using SandboxClient client = new();
        string text = SandboxClient.Event("a");
        Answer created = await client.Put("a.ics", text, ("If-None-Match", "*"));
        Assert.Equal(201, created.Status);
        Assert.Equal(412, (await client.Put("a.ics", text, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await client.Put("a.ics", text, ("If-Match", "\"wrong\""))).Status);
        Assert.Equal(412, (await client.Put("b.ics", SandboxClient.Event("b"), ("If-Match", "*"))).Status);
        Answer changed = await client.Put("a.ics", text, ("If-Match", created.ETag!));
        Assert.Equal(204, changed.Status);
        Assert.NotEqual(created.ETag, changed.ETag);
        Answer read = await client.Send("GET", client.CalendarPath + "a.ics");
        Assert.Equal(text, read.Text);
        Assert.Equal(changed.ETag, read.ETag);
        Assert.Equal(304, (await client.Send("GET", client.CalendarPath + "a.ics", null, ("If-None-Match", changed.ETag!))).Status);
        Answer head = await client.Send("HEAD", client.CalendarPath + "a.ics");
        Assert.Equal(text.Length.ToString(), head.Headers["Content-Length"]);
        Assert.Equal(412, (await client.Send("DELETE", client.CalendarPath + "a.ics", null, ("If-Match", created.ETag!))).Status);
        Assert.Equal(204, (await client.Send("DELETE", client.CalendarPath + "a.ics", null, ("If-Match", changed.ETag!))).Status);
        Assert.Equal(404, (await client.Send("GET", client.CalendarPath + "a.ics")).Status);
        Assert.Equal(404, (await client.Send("DELETE", client.CalendarPath + "a.ics")).Status);
    }

    [Fact]
    public async Task Data_is_checked()
    {
        using SandboxClient client = new();
        Answer invalid = await client.Put("a.ics", "hello");
        Assert.Equal(403, invalid.Status);
        Assert.True(invalid.Holds(SandboxClient.C + "valid-calendar-data"));
        await client.Put("a.ics", SandboxClient.Event("same"));
        Answer conflict = await client.Put("b.ics", SandboxClient.Event("same"));
        Assert.Equal(403, conflict.Status);
        Assert.Equal(client.CalendarPath + "a.ics", conflict.Value(SandboxClient.C + "no-uid-conflict"));
        client.Server.Calendar.Components = new[] { "VTODO" };
        Assert.True((await client.Put("c.ics", SandboxClient.Event("c"))).Holds(SandboxClient.C + "supported-calendar-component"));
        Assert.Equal(409, (await client.Send("PUT", "/calendars/alice/none/x.ics", SandboxClient.Event("x"))).Status);
    }

    [Fact]
    public async Task Move_and_copy()
    {
        using SandboxClient client = new();
        client.Server.CreateCalendar("other");
        client.Server.Calendar.Put("a.ics", SandboxClient.Event("a"));
        client.Server.Calendar.Put("b.ics", SandboxClient.Event("b"));
        string target = client.Server.UriOf("other").AbsoluteUri;
        Assert.Equal(201, (await client.Send("COPY", client.CalendarPath + "a.ics", null, ("Destination", target + "a.ics"))).Status);
        Assert.Equal(412, (await client.Send("MOVE", client.CalendarPath + "b.ics", null, ("Destination", target + "a.ics"), ("Overwrite", "F"))).Status);
        Assert.Equal(201, (await client.Send("MOVE", client.CalendarPath + "b.ics", null, ("Destination", client.CalendarPath + "with%20space.ics"))).Status);
        Assert.Equal(new[] { "a.ics", "with space.ics" }, client.Server.Calendar.Items.Keys.Order());
        Assert.Equal(403, (await client.Send("COPY", client.CalendarPath + "a.ics", null, ("Destination", client.CalendarPath + "c.ics"))).Status);
    }

    [Fact]
    public async Task If_with_a_sync_token_or_an_entity_tag()
    {
        using SandboxClient client = new();
        string etag = client.Server.Calendar.Put("a.ics", SandboxClient.Event("a")).ETag;
        string token = (await client.Sync()).SyncToken!;
        Assert.Equal(204, (await client.Put("a.ics", SandboxClient.Event("a"), ("If", $"<{client.Server.CalendarUri}> (<{token}>)"))).Status);
        Assert.Equal(412, (await client.Put("a.ics", SandboxClient.Event("a"), ("If", $"<{client.CalendarPath}> (<{token}>)"))).Status);
        Assert.Equal(412, (await client.Put("a.ics", SandboxClient.Event("a"), ("If", $"([{etag}])"))).Status);
        Assert.Equal(204, (await client.Put("a.ics", SandboxClient.Event("a"), ("If", $"(Not [{etag}]) ([{etag}])"))).Status);
        Assert.Equal(412, (await client.Send("DELETE", client.CalendarPath + "a.ics", null, ("If", $"<{client.CalendarPath}> (<{token}>)"))).Status);
        Assert.Equal(400, (await client.Put("a.ics", SandboxClient.Event("a"), ("If", "nonsense"))).Status);
    }

    [Fact]
    public async Task Multiget_answers_each_href()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 3 });
        Answer answer = await client.Multiget(new[] { client.CalendarPath + "item-000001.ics", client.Server.CalendarUri + "item-000002.ics", client.CalendarPath + "none.ics", "%zz" });
        Assert.Equal(4, answer.Rows.Count);
        Assert.Equal(2, answer.Xml.Descendants(SandboxClient.C + "calendar-data").Count());
        Assert.Contains("404", answer.StatusOf("none.ics"));
    }

    [Fact]
    public async Task Queries_filter()
    {
        using SandboxClient client = new(new SandboxOptions { Seed = 46 });
        Assert.Equal(46, (await client.Query("<C:comp-filter name=\"VCALENDAR\"/>")).Rows.Count);
        Assert.Equal(2, (await client.Query("<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VTODO\"/></C:comp-filter>")).Rows.Count);
        Assert.Equal(44, (await client.Query("<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VTODO\"><C:is-not-defined/></C:comp-filter></C:comp-filter>")).Rows.Count);
        Answer text = await client.Query("<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"SUMMARY\"><C:text-match>zoë 12</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter>");
        Assert.Equal(new[] { "item-000012.ics" }, text.Members);
        Assert.Equal(403, (await client.Send("REPORT", client.CalendarPath, $"<D:unknown {SandboxClient.Ns}/>")).Status);
        Assert.Equal(501, (await client.Send("REPORT", client.CalendarPath, $"<C:free-busy-query {SandboxClient.Ns}/>")).Status);
    }

    [Fact]
    public async Task Nonsense_can_be_stored_for_tests_and_harms_no_report()
    {
        using SandboxClient client = new();
        client.Server.Calendar.PutUnchecked("x.ics", "no calendar");
        Assert.Equal("no calendar", (await client.Get("x.ics")).Text);
        Assert.Equal(new[] { "x.ics" }, (await client.Sync()).Members);
        Assert.Empty((await client.Query("<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"><C:time-range start=\"20260101T000000Z\"/></C:comp-filter></C:comp-filter>")).Rows);
    }

    [Theory]
    [InlineData("DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z", "20260301T110000Z", "20260302T000000Z", false)]
    [InlineData("DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z", "20260301T105900Z", "20260302T000000Z", true)]
    [InlineData("DTSTART;VALUE=DATE:20260301", "20260301T230000Z", "20260301T233000Z", true)]
    [InlineData("DTSTART:20260301T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3", "20260315T000000Z", "20260316T000000Z", true)]
    [InlineData("DTSTART:20260301T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3", "20260322T000000Z", "20260323T000000Z", false)]
    [InlineData("DTSTART:20260301T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260305T100000Z", "20260306T000000Z", "20260307T000000Z", false)]
    [InlineData("DTSTART:20260302T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE", "20260304T000000Z", "20260305T000000Z", true)]
    [InlineData("DTSTART:20260302T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE", "20260305T120000Z", "20260306T000000Z", false)]
    [InlineData("DTSTART;TZID=America/New_York:20260301T230000\r\nDURATION:PT1H", "20260302T040000Z", "20260302T050000Z", true)]
    public async Task Time_ranges(string timing, string start, string end, bool found)
    {
        using SandboxClient client = new();
        client.Server.Calendar.Put("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n" + timing + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        Answer answer = await client.Query($"<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"><C:time-range start=\"{start}\" end=\"{end}\"/></C:comp-filter></C:comp-filter>");
        Assert.Equal(found ? 1 : 0, answer.Rows.Count);
    }
}
