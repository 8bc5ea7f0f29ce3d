using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

public class CalendarPatchTests
{
    private const string Props = "<D:getetag/><C:calendar-data content-type=\"text/calendar; component=VPATCH\"/>";

    [Fact]
    public async Task A_changed_property_comes_as_a_patch_and_an_unchanged_item_as_304()
    {
        using SandboxClient client = new();
        client.Server.Calendar.Put("a.ics", SandboxClient.Event("a/1", "Old"));
        client.Server.Calendar.Put("b.ics", SandboxClient.Event("b"));
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("a.ics", SandboxClient.Event("a/1", "New").Replace("DTEND:20260301T110000Z\r\n", string.Empty));
        client.Server.Calendar.Put("c.ics", SandboxClient.Event("c"));
        (string, string) prefer = ("Prefer", $"calendar-patch; since=\"{token}\"");

        Answer sync = await client.Sync(token, Props, headers: prefer);
        string[] data = sync.Xml.Descendants(SandboxClient.C + "calendar-data").Select(element => element.Value).ToArray();
        Assert.Equal(
            new[]
            {
                "BEGIN:PATCH", "PATCH-TARGET:/VCALENDAR/VEVENT[UID=a%2F1][RID=M]", "PATCH-DELETE:#DTEND", "SUMMARY:New", "END:PATCH",
            },
            data[0].Split("\r\n").SkipWhile(line => line != "BEGIN:PATCH").Take(5));
        Assert.Equal(SandboxClient.Event("c"), data[1]);

        Answer multiget = await client.Multiget(new[] { client.CalendarPath + "b.ics" }, Props, prefer);
        Assert.Contains("304", multiget.Rows[0].Elements(SandboxClient.D + "propstat").Last().Element(SandboxClient.D + "status")!.Value);

        Answer get = await client.Send("GET", client.CalendarPath + "a.ics", null, prefer, ("Accept", "text/calendar; component=VPATCH"));
        Assert.Contains("component=VPATCH", get.Headers["Content-Type"]);
        Assert.Contains("BEGIN:VPATCH", get.Text);
    }

    [Fact]
    public async Task A_new_override_is_added_whole_and_an_alarm_change_sends_the_full_text()
    {
        using SandboxClient client = new();
        string master = SandboxClient.Event("r");
        string over = "BEGIN:VEVENT\r\nUID:r\r\nRECURRENCE-ID:20260308T100000Z\r\nDTSTART:20260308T120000Z\r\nSUMMARY:" + new string('x', 100) + "\r\nEND:VEVENT\r\n";
        string both = master.Replace("END:VCALENDAR", over + "END:VCALENDAR");
        client.Server.Calendar.Put("r.ics", master);
        string first = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("r.ics", both);
        string second = (await client.Sync()).SyncToken!;
        Answer added = await client.Sync(first, Props, headers: ("Prefer", $"calendar-patch; since=\"{first}\""));
        string data = added.Value(SandboxClient.C + "calendar-data")!;
        Assert.Contains("PATCH-TARGET:/VCALENDAR\r\nBEGIN:VEVENT", data);
        Assert.All(data.Split("\r\n"), line => Assert.True(line.Length <= 75));

        client.Server.Calendar.Put("r.ics", master);
        Answer removed = await client.Sync(second, Props, headers: ("Prefer", $"calendar-patch; since=\"{second}\""));
        Assert.Contains("PATCH-DELETE:/VEVENT[UID=r][RID=20260308T100000Z]", removed.Value(SandboxClient.C + "calendar-data")!);

        client.Server.Calendar.Put("r.ics", master.Replace("END:VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT"));
        Answer full = await client.Sync(second, Props, headers: ("Prefer", $"calendar-patch; since=\"{second}\""));
        Assert.DoesNotContain("VPATCH", full.Value(SandboxClient.C + "calendar-data")!);
    }

    [Fact]
    public async Task Without_the_preference_or_with_a_foreign_token_nothing_changes()
    {
        using SandboxClient client = new();
        client.Server.Calendar.Put("a.ics", SandboxClient.Event("a", "Old"));
        string token = (await client.Sync()).SyncToken!;
        client.Server.Calendar.Put("a.ics", SandboxClient.Event("a", "New"));
        Assert.DoesNotContain("VPATCH", (await client.Sync(token, Props)).Value(SandboxClient.C + "calendar-data")!);
        Assert.DoesNotContain("VPATCH", (await client.Sync(token, Props, headers: ("Prefer", "calendar-patch; since=\"x\""))).Value(SandboxClient.C + "calendar-data")!);
    }
}
