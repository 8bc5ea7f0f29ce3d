using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Http;
using CalDavSync.Core.Tests.Items;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.Items;
using CalDavSync.Migration.Reading;
using Xunit;
using RecordingLog = CalDavSync.Core.Tests.Wire.RecordingLog;

namespace CalDavSync.Core.Tests.Migration;

/// <summary>Texts whose bytes are no UTF-8, as old clients left them on servers.</summary>
public class UndecodableTextTests
{
    private static readonly Dictionary<string, byte[]> Texts = new()
    {
        ["/cal/good.ics"] = Encoding.UTF8.GetBytes(EventText.Of("good", "Grüße")),
        ["/cal/folded.ics"] = Folded(EventText.Of("folded", "Grüße")),
        ["/cal/replaced.ics"] = Encoding.UTF8.GetBytes(EventText.Of("replaced", "Gr\uFFFDße")),
        ["/cal/control.ics"] = Encoding.UTF8.GetBytes(EventText.Of("control", "Bell \u0007 and \u000B")),
        ["/cal/latin.ics"] = Encoding.Latin1.GetBytes(EventText.Of("latin", "Grüße")),
    };

    [Fact]
    public async Task A_fold_in_a_character_is_read_and_another_encoding_is_told()
    {
        await using var server = WireClient.Serve(Answer);
        var context = new RequestContext(new RecordingLog());
        CalDavClient client = await WireClient.ConnectAsync(server, context);
        var side = new CalendarSide(client, new CalDavCalendar(server.At("cal/"), "cal", client.Connection), new FakeClock(), new RecordingLog());
        var read = new Dictionary<string, string>();
        await side.ReadTextsAsync(Texts.Keys.ToArray(), (href, _, text) => read[href] = text, (href, error) => throw new InvalidOperationException(href, error), ItemBench.Token);

        Assert.Contains(server.Seen(), request => request.Method == "REPORT");
        Assert.Equal(EventText.Of("good", "Grüße"), read["/cal/good.ics"]);
        Assert.Equal(EventText.Of("folded", "Grüße"), read["/cal/folded.ics"]);
        Assert.Equal(EventText.Of("replaced", "Gr\uFFFDße"), read["/cal/replaced.ics"]);
        Assert.Equal(EventText.Of("control", "Bell \u0007 and \u000B"), read["/cal/control.ics"]);
        Assert.NotNull(ItemReader.Validate(read["/cal/latin.ics"]));
    }

    [Fact]
    public async Task One_item_that_cannot_be_read_does_not_end_a_search()
    {
        await using var server = WireClient.Serve(request => request.Method == "GET" ? WireResponse.Of(403) : Answer(request, Texts.Where(text => text.Key.Contains("good", StringComparison.Ordinal)), "/cal/secret.ics"));
        var context = new RequestContext(new RecordingLog());
        CalDavClient client = await WireClient.ConnectAsync(server, context);
        var calendar = new CalDavCalendar(server.At("cal/"), "cal", client.Connection) { Components = ["VEVENT"] };
        var found = new List<string?>();
        var failed = new List<string>();
        await new ItemSearch(client, calendar, context, new ItemQuery(), item => found.Add(item.Uid), (href, _) => failed.Add(href)).RunAsync(ItemBench.Token);
        Assert.Equal(["good"], found);
        Assert.Equal(["/cal/secret.ics"], failed);
    }

    /// <summary>Octets are folded, as RFC 5545 section 3.1 allows, in the middle of the first letter that has two.</summary>
    private static byte[] Folded(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        int second = Array.FindIndex(octets, octet => octet >= 0x80) + 1;
        return [.. octets[..second], .. "\r\n "u8, .. octets[second..]];
    }

    private static WireResponse Answer(WireRequest request) =>
        Answer(request, Texts.Where(text => request.Text.Contains(text.Key, StringComparison.Ordinal)));

    private static WireResponse Answer(WireRequest request, IEnumerable<KeyValuePair<string, byte[]>> texts, string? textless = null)
    {
        if (request.Method == "GET") return WireResponse.Of(200, Texts[request.Target], ("ETag", "\"1\""));
        if (request.Method != "REPORT") return WireResponse.Of(501);
        var body = new List<byte>(Encoding.UTF8.GetBytes("<multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"));
        foreach ((string href, byte[] text) in texts)
        {
            body.AddRange(Encoding.UTF8.GetBytes($"<response><href>{href}</href><propstat><prop><getetag>\"1\"</getetag><C:calendar-data>"));
            body.AddRange(text);
            body.AddRange("</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"u8.ToArray());
        }

        if (textless is not null)
        {
            body.AddRange(Encoding.UTF8.GetBytes($"<response><href>{textless}</href><propstat><prop><getetag>\"1\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>"));
        }

        body.AddRange("</multistatus>"u8.ToArray());
        return WireResponse.Of(207, [.. body], ("Content-Type", "application/xml; charset=utf-8"));
    }
}
